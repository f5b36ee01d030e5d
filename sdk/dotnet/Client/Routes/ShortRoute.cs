using System.Buffers;
using System.Text.Json;
using Footfall.Client.Events;
using Footfall.Client.Sending;

namespace Footfall.Client.Routes;

/// <summary><c>POST /track/…</c>: one event a request, which is where the server takes a project's app name for its key.</summary>
internal sealed class ShortRoute(Surroundings around, string appName, string token) : Route
{
    private readonly Uri _view = new(around.Base + "/track/view");
    private readonly Uri _event = new(around.Base + "/track/event");
    private readonly KeyValuePair<string, string>[] _headers = OpenRoute.Headers(token);

    public override int MostEvents => 1;

    public override Parcel Pack(IReadOnlyList<QueuedEvent> events) =>
        new(around.ParcelId(), around.Time.GetUtcNow(), events.Count, events, null, null, InMemory: true);

    public override TransportRequest Request(Parcel parcel)
    {
        var one = parcel.Events![0];
        var buffer = new ArrayBufferWriter<byte>(128 + one.Json.Length);
        using (var writer = new Utf8JsonWriter(buffer, EventWriter.Json))
        using (var members = JsonDocument.Parse(one.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("appName"u8, appName);
            writer.WriteString("library"u8, Surroundings.Library);
            foreach (var member in members.RootElement.EnumerateObject()) member.WriteTo(writer);
            writer.WriteEndObject();
        }

        return new TransportRequest("POST", one.Name == "pageview" ? _view : _event, _headers, buffer.WrittenMemory);
    }
}
