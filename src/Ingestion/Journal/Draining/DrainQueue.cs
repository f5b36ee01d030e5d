using Footfall.Events;
using Footfall.Ingestion.Journal.Segments;

namespace Footfall.Ingestion.Journal.Draining;

/// <summary>Batches that were read and not yet committed, cut into chunks of any size. For the drainer's thread.</summary>
internal sealed class DrainQueue(DrainReader reader, TimeProvider time)
{
    /// <summary>Of the journal. Events and envelopes can be large: a chunk of them ends here, whatever their number.</summary>
    private const int MostBytes = 16 << 20;

    private readonly LinkedList<(long Segment, DecodedBatch Batch, DateTime Since)> batches = [];

    /// <summary>Events of the first batch that are committed already.</summary>
    private int taken;

    /// <summary>The first batch's books are in the store, with its first part.</summary>
    private bool isBooked;

    /// <summary>When the oldest batch here was written; of one that does not say it, when it was read.</summary>
    public DateTime? Oldest => batches.First?.Value.Since;

    /// <summary>Begins anew at a position of the store.</summary>
    public DecodedBatch? Reset(JournalPosition at)
    {
        batches.Clear();
        (taken, isBooked) = (0, false);
        var rest = reader.Seek(at);
        if (rest is null) return null;
        Add(at.Segment, rest);
        isBooked = true;
        return rest;
    }

    /// <summary>The next chunk, without taking it; null where the journal has nothing more.</summary>
    public DrainChunk? Peek(int maxEvents)
    {
        var (events, envelopes, bytes) = (new List<Event>(), new List<SealedEnvelope>(), 0L);
        var (books, booked, gone) = (new LedgerCounts(), new LedgerCounts(), new LedgerCounts());
        JournalPosition? to = null;
        var (skip, skipBooks) = (taken, isBooked);
        for (var node = batches.First ?? Read(); node is not null && events.Count + envelopes.Count < maxEvents && bytes < MostBytes; node = node.Next ?? Read())
        {
            var (segment, batch, _) = node.Value;
            if (!skipBooks) AddBooks(batch, books, booked, gone);
            var count = Math.Min(batch.Records.Count - skip, maxEvents - events.Count - envelopes.Count);
            for (var i = skip; i < skip + count; i++)
            {
                var item = batch.Records[i];
                if (item.Event is { } one) events.Add(one);
                if (item.Envelope is { } envelope) envelopes.Add(envelope);
                bytes += item.End - item.Start;
                gone.Add(item.Project, item.ReceivedAt, LedgerEntry.Journalled, null, 1);
            }

            to = new JournalPosition(segment, skip + count == batch.Records.Count ? batch.Span.End : batch.Records[skip + count - 1].End);
            (skip, skipBooks) = (0, false);
        }

        return to is null ? null : new DrainChunk(to.Value, events, envelopes, books, booked, gone);
    }

    /// <summary>The first record of the chunk that <see cref="Peek"/> gives, with its segment; null where that has none.</summary>
    public (long Segment, JournalRecord Record)? PeekRecord()
    {
        var skip = taken;
        for (var node = batches.First; node is not null; node = node.Next, skip = 0)
        {
            var (segment, batch, _) = node.Value;
            if (skip < batch.Records.Count) return (segment, batch.Records[skip]);
        }

        return null;
    }

    /// <summary>The store has everything before the position, which is that of a chunk.</summary>
    public void Take(JournalPosition to)
    {
        while (batches.First is { } first)
        {
            var (segment, batch, _) = first.Value;
            if (new JournalPosition(segment, batch.Span.End) > to)
            {
                if (to.Segment != segment || to.Offset <= batch.Span.Start) return;
                isBooked = true;
                while (taken < batch.Records.Count && batch.Records[taken].End <= to.Offset) taken++;
                return;
            }

            batches.RemoveFirst();
            (taken, isBooked) = (0, false);
        }
    }

    private LinkedListNode<(long Segment, DecodedBatch Batch, DateTime Since)>? Read() => reader.Next() is { } next ? Add(next.Segment, next.Batch) : null;

    private LinkedListNode<(long Segment, DecodedBatch Batch, DateTime Since)> Add(long segment, DecodedBatch batch)
    {
        var written = batch.Span.Header?.WrittenAt ?? default;
        return batches.AddLast((segment, batch, written == default ? time.GetUtcNow().UtcDateTime : written));
    }

    private static void AddBooks(DecodedBatch batch, LedgerCounts books, LedgerCounts booked, LedgerCounts gone)
    {
        books.Add(batch.Books);
        if (batch.Span.Header is { } header) booked.Add(header.Counts);
        foreach (var missing in batch.Missing) gone.Add(missing.Project, missing.Hour, missing.Entry, null, missing.Count);
    }
}
