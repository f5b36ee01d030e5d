using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Footfall.Sealing.Envelopes;

/// <summary>Writes the content of a message: what its events share once, and names as letters. As web/sealing/src/compact.ts, byte for byte.</summary>
internal static class CompactWriter
{
    /// <summary>As browsers write JSON: what stands in no page needs no escapes against one.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(JsonObject context, IReadOnlyList<JsonObject> events)
    {
        var common = Common(context, events);
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", 1);
            writer.WritePropertyName("c");
            Shorten(writer, common, []);
            writer.WriteStartArray("e");
            foreach (var item in events) Shorten(writer, item, common);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return output.ToArray();
    }

    /// <summary>The context, and what all events have alike that it does not say.</summary>
    private static OrderedDictionary<string, JsonNode?> Common(JsonObject context, IReadOnlyList<JsonObject> events)
    {
        var common = new OrderedDictionary<string, JsonNode?>(context);
        if (events.Count == 0) return common;
        foreach (var (name, value) in events[0])
        {
            if (common.GetValueOrDefault(name) is null && events.All(item => item.TryGetPropertyValue(name, out var other) && JsonNode.DeepEquals(value, other))) common[name] = value;
        }

        return common;
    }

    /// <summary>What <paramref name="common"/> does not say already.</summary>
    private static void Shorten(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, JsonNode?>> fields, OrderedDictionary<string, JsonNode?> common)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            if (common.TryGetValue(name, out var said) && JsonNode.DeepEquals(value, said)) continue;
            writer.WritePropertyName(CompactFields.LetterOf(name));
            if (value is null) writer.WriteNullValue();
            else if (name == "time" && value.GetValueKind() == JsonValueKind.String) writer.WriteNumberValue(Milliseconds(value.GetValue<string>()));
            else value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static long Milliseconds(string time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? read.ToUnixTimeMilliseconds()
            : throw new ArgumentException($"\"{time}\" is no time: write it as ISO 8601 or as milliseconds since 1970.", nameof(time));
}
