using Footfall.Events;
using Footfall.Ingestion.Journal.Codec;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>Reads the events of a batch, keeps what is good, and makes the books balance over what is not.</summary>
internal sealed class BatchDecoder(RecordScanner records, StringPool strings)
{
    public DecodedBatch Decode(BatchSpan span)
    {
        var events = new List<JournalRecord>(span.Header?.Events ?? 0);
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
            if (!isHeader && !TryEvent(offset, header, events)) AddDamage(damage, offset, end);
            offset = end;
        }

        return new DecodedBatch(span, events, damage, Balance(span, events));
    }

    private bool TryEvent(long offset, RecordHeader header, List<JournalRecord> events)
    {
        if (header.Kind != RecordKind.Event || !records.TryBody(offset, header, out var body)) return false;
        try
        {
            events.Add(new JournalRecord(EventCodec.Decode(body, strings), offset, offset + header.RecordBytes));
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
    private static LedgerCounts Balance(BatchSpan span, List<JournalRecord> events)
    {
        var found = new LedgerCounts();
        foreach (var (item, _, _) in events)
        {
            found.Add(item.Project, item.ReceivedAt, LedgerEntry.Received, null, 1);
            found.Add(item.Project, item.ReceivedAt, LedgerEntry.Journalled, null, 1);
            if (item.OptedOut) found.Add(item.Project, item.ReceivedAt, LedgerEntry.OptOutKept, null, 1);
        }

        if (span.Header is null) return found;
        var books = new LedgerCounts();
        if (!span.Torn)
        {
            books.Add(span.Header.Counts);
            if (events.Count == span.Header.Events) return books;
            foreach (var said in span.Header.Counts.ToDeltas().Where(delta => delta.Entry == LedgerEntry.Journalled))
                books.Add(said.Project, said.Hour, LedgerEntry.Quarantined, null, said.Count - found[said.Project, said.Hour, LedgerEntry.Journalled]);
            return books;
        }

        books.Add(found);
        foreach (var said in span.Header.Counts.ToDeltas().Where(delta => delta.Entry == LedgerEntry.Dropped))
        {
            books.Add(said.Project, said.Hour, LedgerEntry.Received, null, said.Count);
            books.Add(said.Project, said.Hour, LedgerEntry.Dropped, said.Reason, said.Count);
        }

        return books;
    }
}
