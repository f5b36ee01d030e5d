using System.Collections;
using System.Text.Json;

namespace Footfall.Client;

/// <summary>
/// What an event is about, by names of your own: <c>new() { ["project"] = "p1", ["seats"] = 3 }</c>. Names and values that the server would cut are cut there
/// (200 and 2,048 characters); of a name that is given twice the last value counts. Not safe for use by several threads at once.
/// </summary>
// It is looked at as what an event is about; that it is made of pairs is how it is written.
#pragma warning disable CA1710
public sealed class Props : IEnumerable<KeyValuePair<string, PropValue>>
#pragma warning restore CA1710
{
    /// <summary>The server takes five; props that contain themselves have no end.</summary>
    private const int MostDepth = 8;

    private readonly List<KeyValuePair<string, PropValue>> _pairs = [];

    /// <summary>How many names there are.</summary>
    public int Count => _pairs.Count;

    /// <summary>The value of a name; nothing where the name was not given.</summary>
    /// <param name="name">A name, case counts.</param>
    public PropValue this[string name]
    {
        get => IndexOf(name) is >= 0 and var place ? _pairs[place].Value : default;
        set
        {
            ArgumentNullException.ThrowIfNull(name);
            var pair = KeyValuePair.Create(name, value);
            if (IndexOf(name) is >= 0 and var place) _pairs[place] = pair;
            else _pairs.Add(pair);
        }
    }

    /// <summary>The same as the indexer, for those who write <c>{ "project", "p1" }</c>.</summary>
    /// <param name="name">A name, case counts.</param>
    /// <param name="value">Its value.</param>
    public void Add(string name, PropValue value) => this[name] = value;

    /// <summary>The names with their values, in the order of their first mention.</summary>
    public IEnumerator<KeyValuePair<string, PropValue>> GetEnumerator() => _pairs.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Write(Utf8JsonWriter writer, int depth = 0)
    {
        if (depth > MostDepth) throw new InvalidOperationException($"Props are nested more than {MostDepth} deep; flatten them.");
        writer.WriteStartObject();
        WriteMembers(writer, depth);
        writer.WriteEndObject();
    }

    internal void WriteMembers(Utf8JsonWriter writer, int depth = 0)
    {
        foreach (var (name, value) in _pairs)
        {
            if (value.IsNothing) continue;
            writer.WritePropertyName(name);
            value.Write(writer, depth);
        }
    }

    private int IndexOf(string name)
    {
        for (var place = 0; place < _pairs.Count; place++)
        {
            if (string.Equals(_pairs[place].Key, name, StringComparison.Ordinal)) return place;
        }

        return -1;
    }
}
