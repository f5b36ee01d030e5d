using System.Buffers;
using System.Text.Json;
using Footfall.Client;
using Footfall.Client.Events;
using Footfall.Client.Routes;
using Footfall.Client.Sending;

namespace Footfall.AspNetCore.PostHog;

/// <summary><c>POST /batch/</c> of PostHog.</summary>
internal sealed class PostHogRoute(Uri url, string key, int batchSize, TimeProvider time) : Route
{
    private static readonly KeyValuePair<string, string>[] Headers = [KeyValuePair.Create("Content-Type", "application/json")];
    private readonly Surroundings _around = new("", batchSize, time);

    public override int MostEvents => batchSize;

    public override Parcel Pack(IReadOnlyList<QueuedEvent> events) => new(_around.ParcelId(), time.GetUtcNow(), events.Count, events, null, null, InMemory: true);

    public override TransportRequest Request(Parcel parcel)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, EventWriter.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("api_key"u8, key);
            writer.WriteStartArray("batch"u8);
            foreach (var one in parcel.Events ?? []) writer.WriteRawValue(one.Json, skipInputValidation: true);
            writer.WriteEndArray();
            writer.WriteString("sent_at"u8, time.GetUtcNow().UtcDateTime);
            writer.WriteEndObject();
        }

        return new TransportRequest("POST", url, Headers, buffer.WrittenMemory);
    }
}
