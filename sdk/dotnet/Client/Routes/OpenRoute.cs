using System.Buffers;
using System.Text.Json;
using Footfall.Client.Events;
using Footfall.Client.Sending;

namespace Footfall.Client.Routes;

/// <summary><c>POST /collect</c>: a batch under the project's key.</summary>
internal sealed class OpenRoute(Surroundings around, string key, string token) : Route
{
    private readonly Uri _url = new(around.Base + "/collect");
    private readonly KeyValuePair<string, string>[] _headers = Headers(token);

    public override int MostEvents => around.BatchSize;

    public static KeyValuePair<string, string>[] Headers(string token)
    {
        var json = KeyValuePair.Create("Content-Type", "application/json");
        return token.Length == 0 ? [json] : [json, KeyValuePair.Create("Authorization", "Bearer " + token)];
    }

    public override Parcel Pack(IReadOnlyList<QueuedEvent> events) =>
        new(around.ParcelId(), around.Time.GetUtcNow(), events.Count, events, null, null, InMemory: true);

    /// <summary>Written anew at each attempt: a stale <c>sent_at</c> would tell of a wrong clock.</summary>
    public override TransportRequest Request(Parcel parcel)
    {
        var events = parcel.Events ?? [];
        var buffer = new ArrayBufferWriter<byte>(256 + events.Sum(one => one.Json.Length + 1));
        using (var writer = new Utf8JsonWriter(buffer, EventWriter.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("key"u8, key);
            writer.WriteString("sent_at"u8, around.Time.GetUtcNow().UtcDateTime);
            if (parcel.Attempts > 0) writer.WriteNumber("retry_count"u8, parcel.Attempts);
            writer.WriteStartObject("context"u8);
            writer.WriteString("library"u8, Surroundings.Library);
            writer.WriteEndObject();
            writer.WriteStartArray("events"u8);
            foreach (var one in events) writer.WriteRawValue(one.Json, skipInputValidation: true);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new TransportRequest("POST", _url, _headers, buffer.WrittenMemory);
    }
}
