using System.Globalization;
using Footfall.Query.Parsing;

namespace Footfall.Query.Sql;

/// <summary>Collects the values of a statement's parameters; an equal value is sent once.</summary>
internal sealed class Parameters(Dialect dialect)
{
    private readonly List<object?> values = [];
    private readonly Dictionary<object, string> places = [];

    /// <summary>Texts, numbers and instants; a <see cref="Value"/> where only a placeholder is known.</summary>
    public IReadOnlyList<object?> Values => values;

    /// <summary>The mark that stands in the statement for what the asker brought.</summary>
    public string Add(Value value) => Place((object?)value.Text ?? value);

    public string AddAll(IEnumerable<Value> all) => string.Join(", ", all.Select(Add));

    public string AddTexts(IEnumerable<string> all) => string.Join(", ", all.Select(text => Place(text)));

    /// <summary>What no question brings: words of our own, the project's number, instants. The dialect may have it written out.</summary>
    public string Given(object value) => !dialect.WritesGiven ? Place(value) : value switch
    {
        int number => number.ToString(CultureInfo.InvariantCulture),
        DateTime utc => dialect.WriteInstant(utc),
        string word => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Say how it is written out."),
    };

    private string Place(object value)
    {
        if (places.TryGetValue(value, out var place)) return place;
        values.Add(value);
        return places[value] = $"${values.Count}";
    }
}
