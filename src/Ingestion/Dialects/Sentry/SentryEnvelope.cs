using System.Text.Json;

namespace Footfall.Ingestion.Dialects.Sentry;

/// <summary>One message of a Sentry client.</summary>
/// <param name="Header">Its first line: <c>event_id</c>, <c>sent_at</c>, <c>dsn</c>.</param>
/// <param name="Events">The payloads of its events; null for one that cannot be read.</param>
/// <param name="Others">Items of other types: sessions, transactions, logs, attachments.</param>
internal sealed record SentryEnvelope(JsonElement Header, IReadOnlyList<JsonElement?> Events, int Others)
{
    private const int MostItems = 1000;

    /// <summary>
    /// Reads the lines of an envelope (develop.sentry.dev, "Envelopes"): a header, then for each item a header and a payload, which is so many bytes as its header says, or
    /// goes to the end of the line. Null where not even the first line can be read; what is broken later costs its own item only.
    /// </summary>
    public static SentryEnvelope? Read(ReadOnlySpan<byte> body)
    {
        if (!MendedJson.TryParse(Line(ref body).ToArray(), out var header) || header.ValueKind != JsonValueKind.Object) return null;
        var events = new List<JsonElement?>();
        var others = 0;
        while (!body.IsEmpty && events.Count + others < MostItems)
        {
            var line = Line(ref body);
            if (line.IsEmpty) continue;
            // Without a header nobody knows where the payload ends.
            if (!MendedJson.TryParse(line.ToArray(), out var item) || item.ValueKind != JsonValueKind.Object) break;
            var payload = Payload(ref body, item.Member("length").Whole());
            if (item.Text("type") is not "event") others++;
            else events.Add(MendedJson.TryParse(payload.ToArray(), out var read) && read.ValueKind == JsonValueKind.Object ? read : null);
        }

        return new SentryEnvelope(header, events, others);
    }

    private static ReadOnlySpan<byte> Payload(ref ReadOnlySpan<byte> rest, uint? length)
    {
        if (length is not { } known) return Line(ref rest);
        var end = (int)Math.Min(known, (uint)rest.Length);
        var payload = rest[..end];
        rest = rest[end..];
        if (!rest.IsEmpty && rest[0] == '\n') rest = rest[1..];
        return payload;
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }
}
