using Footfall.Events;
using Footfall.Ingestion.Journal.Codec;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>Reads the events and envelopes of a batch, keeps what is good, and makes the books balance over what is not.</summary>
internal sealed class BatchDecoder(RecordScanner records, StringPool strings)
{
    public DecodedBatch Decode(BatchSpan span)
    {
        var found = new List<JournalRecord>(span.Header?.Events ?? 0);
        var damage = new List<DamagedRun>();
        var offset = span.Start;
        while (offset < span.End)
        {
            if (!records.TryHeader(offset, span.End, out var header))
            {
                var next = records.FindHeader(offset + 1, span.End);
                AddDamage(damage, offset, next);
                offset = next;
                continue;
            }

            var end = offset + header.RecordBytes;
            var isHeader = offset == span.Start && span.Header is not null;
            if (!isHeader && !TryRecord(offset, header, found)) AddDamage(damage, offset, end);
            offset = end;
        }

        return Balance(span, found, damage);
    }

    private bool TryRecord(long offset, RecordHeader header, List<JournalRecord> found)
    {
        if (header.Kind is not (RecordKind.Event or RecordKind.Envelope) || !records.TryBody(offset, header, out var body)) return false;
        var end = offset + header.RecordBytes;
        try
        {
            found.Add(header.Kind == RecordKind.Event
                ? new JournalRecord(EventCodec.Decode(body, strings), offset, end)
                : new JournalRecord(EnvelopeCodec.Decode(body), offset, end));
            return true;
        }
        catch (EventFormatException)
        {
            // Good bytes that this program cannot read, such as a newer program's: quarantined and counted like damaged ones.
            return false;
        }
    }

    private static void AddDamage(List<DamagedRun> damage, long from, long to)
    {
        if (damage.Count > 0 && damage[^1].Offset + damage[^1].Bytes == from)
            damage[^1] = damage[^1] with { Bytes = to - damage[^1].Offset };
        else
            damage.Add(new DamagedRun(from, to - from));
    }

    /// <summary>
    /// A whole batch: what its header says, and as quarantined what is missing of it. A torn one was never acknowledged: what is missing was never received.
    /// Without a header: what the events say for themselves.
    /// </summary>
    private static DecodedBatch Balance(BatchSpan span, List<JournalRecord> records, List<DamagedRun> damage)
    {
        // Nearly every batch: what it says needs no counting.
        if (span.Header is { } whole && !span.Torn && records.Count == whole.Events) return new DecodedBatch(span, records, damage, whole.Counts, []);
        var found = Count(records);
        if (span.Header is not { } header) return new DecodedBatch(span, records, damage, found, []);
        var said = header.Counts.ToDeltas();
        var missing = said.Where(delta => delta.Entry == LedgerEntry.Journalled)
            .Select(delta => delta with { Count = delta.Count - found[delta.Project, delta.Hour, LedgerEntry.Journalled] })
            .Where(delta => delta.Count > 0).ToList();
        var books = new LedgerCounts();
        if (span.Torn)
        {
            books.Add(found);
            foreach (var dropped in said.Where(delta => delta.Entry == LedgerEntry.Dropped))
            {
                books.Add(dropped.Project, dropped.Hour, LedgerEntry.Received, null, dropped.Count);
                books.Add(dropped.Project, dropped.Hour, LedgerEntry.Dropped, dropped.Reason, dropped.Count);
            }
        }
        else
        {
            books.Add(header.Counts);
            foreach (var lost in missing) books.Add(lost.Project, lost.Hour, LedgerEntry.Quarantined, null, lost.Count);
        }

        return new DecodedBatch(span, records, damage, books, missing);
    }

    private static LedgerCounts Count(List<JournalRecord> records)
    {
        var found = new LedgerCounts();
        foreach (var item in records)
        {
            found.Add(item.Project, item.ReceivedAt, LedgerEntry.Received, null, 1);
            found.Add(item.Project, item.ReceivedAt, LedgerEntry.Journalled, null, 1);
            if (item.Event is { OptedOut: true }) found.Add(item.Project, item.ReceivedAt, LedgerEntry.OptOutKept, null, 1);
        }

        return found;
    }
}
