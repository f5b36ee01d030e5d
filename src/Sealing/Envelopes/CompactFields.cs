using System.Runtime.InteropServices;
using System.Text.Json;

namespace Footfall.Sealing.Envelopes;

/// <summary>The fields of one event, or those common to all of a message, under their long names. Values stay as they were written.</summary>
internal sealed class CompactFields
{
    private const int MostMembers = 128;

    /// <summary>Letter to name.</summary>
    private static readonly Dictionary<string, string> Names = ReadNames();

    private static readonly Dictionary<string, string> Letters = Names.ToDictionary(field => field.Value, field => field.Key);

    private readonly Dictionary<string, JsonElement> _plain = [];
    private Dictionary<string, JsonElement> _props = [];
    private Dictionary<string, JsonElement> _groups = [];

    /// <exception cref="JsonException">It is no object, or has more members than an honest sender's.</exception>
    public static CompactFields Read(JsonElement element)
    {
        var fields = new CompactFields();
        var loose = new Dictionary<string, JsonElement>();
        foreach (var (key, value) in Members(element))
        {
            if (!Names.TryGetValue(key, out var name)) loose[key.StartsWith('_') ? key[1..] : key] = value;
            else if (value.ValueKind == JsonValueKind.Null) continue;
            else if (name == "props") fields._props = Members(value);
            else if (name == "groups") fields._groups = Members(value);
            else fields._plain[name] = value;
        }
        // Whoever says "props" means it; what is no field only ends up there.
        foreach (var (name, value) in loose) fields._props.TryAdd(name, value);
        return fields._props.Count <= MostMembers ? fields : throw new JsonException("More props than an honest sender's.");
    }

    /// <summary>How a field is written. What is no field is a prop, as in <c>POST /collect</c>; the underscore tells it from a letter.</summary>
    public static string LetterOf(string name) => Letters.GetValueOrDefault(name) ?? "_" + name;

    /// <summary>Writes the event that these make over what is common.</summary>
    public void Write(Utf8JsonWriter writer, CompactFields common)
    {
        writer.WriteStartObject();
        WriteMembers(writer, _plain, common._plain);
        WriteBag(writer, "props", _props, common._props);
        WriteBag(writer, "groups", _groups, common._groups);
        writer.WriteEndObject();
    }

    private static void WriteBag(Utf8JsonWriter writer, string name, Dictionary<string, JsonElement> own, Dictionary<string, JsonElement> common)
    {
        if (own.Count + common.Count == 0) return;
        writer.WriteStartObject(name);
        WriteMembers(writer, own, common);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, Dictionary<string, JsonElement> own, Dictionary<string, JsonElement> common)
    {
        foreach (var (name, value) in common)
            if (!own.ContainsKey(name)) Write(writer, name, value);
        foreach (var (name, value) in own) Write(writer, name, value);
    }

    /// <summary>As it stood: half a surrogate pair in an escape is for the reader of events to judge.</summary>
    private static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }

    /// <summary>Of a name that stands twice the last one counts, as in JavaScript.</summary>
    private static Dictionary<string, JsonElement> Members(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new JsonException("An object is missing.");
        var members = new Dictionary<string, JsonElement>();
        try
        {
            foreach (var member in element.EnumerateObject()) members[member.Name] = member.Value;
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("A name has half a surrogate pair.", error);
        }
        return members.Count <= MostMembers ? members : throw new JsonException("More members than an honest sender's.");
    }

    private static Dictionary<string, string> ReadNames()
    {
        using var stream = typeof(CompactFields).Assembly.GetManifestResourceStream("compact.json")!;
        using var table = JsonDocument.Parse(stream);
        return table.RootElement.GetProperty("fields").EnumerateArray()
            .Select((name, place) => (Letter: ((char)('a' + place)).ToString(), Name: name.GetString()!))
            .ToDictionary(field => field.Letter, field => field.Name);
    }
}
