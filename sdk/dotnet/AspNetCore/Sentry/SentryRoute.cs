using System.Globalization;
using System.Text;
using Footfall.Client;
using Footfall.Client.Events;
using Footfall.Client.Routes;
using Footfall.Client.Sending;

namespace Footfall.AspNetCore.Sentry;

/// <summary>One error an envelope: a header, the item's header with its length, the item.</summary>
internal sealed class SentryRoute(SentryDsn dsn, TimeProvider time) : Route
{
    private readonly Surroundings _around = new("", 1, time);
    private readonly KeyValuePair<string, string>[] _headers =
    [
        KeyValuePair.Create("Content-Type", "application/x-sentry-envelope"),
        KeyValuePair.Create("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_client={Surroundings.Library}, sentry_key={dsn.Key}"),
    ];

    public override int MostEvents => 1;

    public override Parcel Pack(IReadOnlyList<QueuedEvent> events) => new(_around.ParcelId(), time.GetUtcNow(), events.Count, events, null, null, InMemory: true);

    public override TransportRequest Request(Parcel parcel)
    {
        var one = parcel.Events![0];
        var sentAt = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var head = string.Create(CultureInfo.InvariantCulture, $$"""{"event_id":"{{one.Id}}","sent_at":"{{sentAt}}"}{{"\n"}}{"type":"event","length":{{one.Json.Length}}}{{"\n"}}""");
        byte[] body = [.. Encoding.UTF8.GetBytes(head), .. one.Json, (byte)'\n'];
        return new TransportRequest("POST", dsn.Envelopes, _headers, body);
    }
}
