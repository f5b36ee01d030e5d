using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Footfall.Client.Events;

namespace Footfall.Client.Sending;

/// <summary>How a parcel lies in a file.</summary>
internal sealed record ParcelFile(int V, long MadeAt, int Count, IReadOnlyList<JsonElement>? Events, string? Envelope)
{
    public static byte[] Write(Parcel parcel)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, EventWriter.Json))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v"u8, 1);
            writer.WriteNumber("made_at"u8, parcel.MadeAt.ToUnixTimeMilliseconds());
            writer.WriteNumber("count"u8, parcel.Count);
            if (parcel.Envelope is { } envelope) writer.WriteString("envelope"u8, Base64Url.EncodeToString(envelope));
            if (parcel.Events is { } events)
            {
                writer.WriteStartArray("events"u8);
                foreach (var one in events) writer.WriteRawValue(one.Json, skipInputValidation: true);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return output.ToArray();
    }

    /// <summary>Null for what is no parcel.</summary>
    public static Parcel? Read(string id, ReadOnlySpan<byte> text)
    {
        var file = ClientJson.Read(text, ClientJson.Default.ParcelFile);
        if (file is not { V: 1, Count: > 0, MadeAt: > 0 and < 253_402_300_799_999 }) return null;
        var madeAt = DateTimeOffset.FromUnixTimeMilliseconds(file.MadeAt);
        // It was sent before, or might have been.
        if (file.Events is { Count: > 0 } events && EventsOf(events) is { } read) return new Parcel(id, madeAt, read.Count, read, null, null, InMemory: false) { Attempts = 1 };
        return file.Envelope is { Length: > 0 } envelope && Base64Url.IsValid(envelope)
            ? new Parcel(id, madeAt, file.Count, null, Base64Url.DecodeFromChars(envelope), null, InMemory: false) { Attempts = 1 }
            : null;
    }

    private static List<QueuedEvent>? EventsOf(IReadOnlyList<JsonElement> events)
    {
        List<QueuedEvent> read = [];
        foreach (var one in events)
        {
            if (one.ValueKind != JsonValueKind.Object || TextOf(one, "id") is not { } id || TextOf(one, "name") is not { } name) return null;
            read.Add(new QueuedEvent(id, name, Encoding.UTF8.GetBytes(one.GetRawText()), Private: false));
        }

        return read;
    }

    private static string? TextOf(JsonElement one, string member) => one.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
