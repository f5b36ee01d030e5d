using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Footfall.Query.Sealed;
using Footfall.Storage.Events;
using Footfall.Storage.Live;
using Footfall.Storage.Sealed;

namespace Footfall.Query.Endpoints;

/// <summary>What watchers are sent. What a commit stored is written once, whoever and how many watch. Thread-safe.</summary>
internal sealed class LiveMessages
{
    private readonly ConditionalWeakTable<LiveBatch, Lazy<IReadOnlyList<byte[]>>> written = [];

    /// <summary>The messages about a commit: one for all its events, none where only bots did something, and one for each envelope.</summary>
    public IReadOnlyList<byte[]> Of(LiveBatch batch) => written.GetValue(batch, b => new Lazy<IReadOnlyList<byte[]>>(() => [.. Events(b.Events), .. b.Envelopes.Select(Envelope)])).Value;

    /// <param name="visitorsNow">Null of a sealed project, whose visitors the server does not know.</param>
    public static byte[] Hello(int? visitorsNow) => Write(json =>
    {
        json.WriteString("type", "hello");
        if (visitorsNow is { } known) json.WriteNumber("visitors_now", known);
    });

    public static byte[] Visitors(int now) => Write(json =>
    {
        json.WriteString("type", "visitors");
        json.WriteNumber("now", now);
    });

    private static IEnumerable<byte[]> Events(IReadOnlyList<StoredEvent> batch)
    {
        var byPeople = batch.Where(stored => stored.Event.BotReason is null).ToList();
        if (byPeople.Count == 0) yield break;
        yield return Write(json =>
        {
            json.WriteString("type", "events");
            json.WriteStartArray("items");
            foreach (var stored in byPeople) WriteEvent(json, stored);
            json.WriteEndArray();
        });
    }

    private static byte[] Envelope(StoredEnvelope stored) => Write(json =>
    {
        json.WriteString("type", "envelope");
        EnvelopeJson.WriteMembers(json, stored);
    });

    private static void WriteEvent(Utf8JsonWriter json, StoredEvent stored)
    {
        var e = stored.Event;
        json.WriteStartObject();
        json.WriteString("name", e.Name);
        json.WriteString("time", Iso(e.Time));
        json.WriteString("hostname", e.Hostname);
        json.WriteString("path", e.Path);
        json.WriteString("source", stored.VisitAcquisition.Source);
        json.WriteString("channel", stored.VisitAcquisition.Channel);
        json.WriteString("country", e.Place.Country);
        json.WriteString("browser", e.Client.Browser);
        json.WriteString("os", e.Client.Os);
        json.WriteString("device", e.Client.Device);
        // Of an anonymous visitor not even the day's hash is shown: nobody needs to follow one person through a page.
        if (e.ClientVisitor is not null) json.WriteString("visitor", e.ClientVisitor);
        if (e.Props.Count > 0)
        {
            json.WriteStartObject("props");
            foreach (var (name, value) in e.Props) json.WriteString(name, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonAnswer.Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
