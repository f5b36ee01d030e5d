using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Footfall.Sealing.Envelopes;

/// <summary>
/// The content of a message: events whose fields are letters, with what they have in common written once (docs/formats/sealed.md). Anybody can seal
/// to an epoch's key, so the content is hostile: its events, the members of its objects and its depth are bounded.
/// </summary>
public static class CompactEvents
{
    private const int MostEvents = 1000;
    private const int MostDepth = 16;

    /// <summary>Bytes of the content times its events: what all events share is written once, and must not become a flood when it is read.</summary>
    private const long MostBytesTimesEvents = 1 << 25;

    /// <summary>The body of <c>POST /collect</c> that says the same; null where the content is no message of version 1.</summary>
    public static byte[]? Expand(ReadOnlyMemory<byte> content)
    {
        // What lies behind escapes is checked where it is read; the rest must be text before anything is.
        if (!Utf8.IsValid(content.Span)) return null;
        try
        {
            using var message = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = MostDepth });
            return Expand(message.RootElement, content.Length);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The content that says the same as the events, which are what <see cref="Expand(ReadOnlyMemory{byte})"/> makes of it.</summary>
    /// <param name="context">Fields of <c>POST /collect</c> that hold for every event which says nothing else, such as <c>user_agent</c>.</param>
    /// <param name="events">Of <c>POST /collect</c>; at most 1,000. What they share is found and written once. A time is ISO 8601 or milliseconds since 1970.</param>
    /// <exception cref="ArgumentException">More events than a reader takes, or a time that is none.</exception>
    public static byte[] Compact(JsonObject context, IReadOnlyList<JsonObject> events)
    {
        if (events.Count > MostEvents) throw new ArgumentException($"A message has at most {MostEvents} events; begin another one.", nameof(events));
        return CompactWriter.Write(context, events);
    }

    private static byte[]? Expand(JsonElement message, long bytes)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("v", out var version) || !IsOne(version)) return null;
        if (!message.TryGetProperty("e", out var events) || events.ValueKind != JsonValueKind.Array || events.GetArrayLength() > MostEvents || bytes * events.GetArrayLength() > MostBytesTimesEvents) return null;
        var common = message.TryGetProperty("c", out var fields) && fields.ValueKind != JsonValueKind.Null ? CompactFields.Read(fields) : new CompactFields();
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("events");
            foreach (var item in events.EnumerateArray()) CompactFields.Read(item).Write(writer, common);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return output.ToArray();
    }

    private static bool IsOne(JsonElement version) => version.ValueKind == JsonValueKind.Number && version.TryGetDouble(out var number) && number == 1;
}
