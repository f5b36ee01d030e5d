using Footfall.Events;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>
/// The segments that are there and the counts of what in them is not drained: the one thing that the writer (which adds) and the drainer
/// (which removes) share. Thread-safe.
/// </summary>
internal sealed class SegmentList
{
    private readonly Lock gate = new();
    private readonly List<SegmentInfo> segments;
    private readonly LedgerCounts undrained = new();
    private readonly LedgerCounts waiting = new();
    private JournalPosition durableTo;
    private JournalPosition drainedTo;
    private long waitingEvents;

    public SegmentList(IEnumerable<SegmentInfo> found, JournalPosition drainedTo)
    {
        segments = [.. found];
        this.drainedTo = drainedTo;
        durableTo = segments.Count > 0 ? new JournalPosition(segments[^1].Number, segments[^1].End) : drainedTo;
    }

    /// <summary>The end of what is durable.</summary>
    public JournalPosition End
    {
        get
        {
            lock (gate) return durableTo;
        }
    }

    /// <summary>Bytes of all segments, drained or not.</summary>
    public long Bytes
    {
        get
        {
            lock (gate) return segments.Sum(segment => segment.End);
        }
    }

    public void Begin(long number, uint seed)
    {
        lock (gate)
        {
            Close();
            segments.Add(new SegmentInfo(number, seed, SegmentHeader.AreaBytes, false));
            durableTo = new JournalPosition(number, SegmentHeader.AreaBytes);
        }
    }

    /// <summary>A batch has become durable at the end of the last segment.</summary>
    public void Grow(long end, int events, LedgerCounts counts)
    {
        lock (gate)
        {
            segments[^1] = segments[^1] with { End = end };
            durableTo = new JournalPosition(segments[^1].Number, end);
            AddUndrained(events, counts);
        }
    }

    /// <summary>Nothing more will be written to the last segment.</summary>
    public void Close()
    {
        lock (gate)
        {
            if (segments.Count > 0) segments[^1] = segments[^1] with { IsClosed = true };
        }
    }

    /// <summary>The segment in which reading goes on from a position, with the offset to go on from; null where there is no more.</summary>
    public (SegmentInfo Segment, long Offset)? After(JournalPosition position)
    {
        lock (gate)
        {
            foreach (var segment in segments)
            {
                if (segment.Number < position.Segment) continue;
                var offset = segment.Number == position.Segment ? Math.Max(position.Offset, SegmentHeader.AreaBytes) : SegmentHeader.AreaBytes;
                if (offset < segment.End) return (segment, offset);
            }

            return null;
        }
    }

    /// <summary>A batch that a start found in the journal, counted by the drainer before it begins.</summary>
    public void AddFound(int events, LedgerCounts counts)
    {
        lock (gate) AddUndrained(events, counts);
    }

    /// <summary>An event of a batch whose books, but not all of whose events, are in the store already.</summary>
    public void AddWaiting(ProjectNumber project, DateTime receivedAt)
    {
        lock (gate)
        {
            waiting.Add(project, receivedAt, LedgerEntry.Journalled, null, 1);
            waitingEvents++;
        }
    }

    /// <summary>Everything before the position is in the store. Returns the segments that are no longer needed and forgets them.</summary>
    /// <param name="booked">Headers' counts of the batches whose books are now in the store.</param>
    /// <param name="gone">Events, as journalled, that no longer wait: stored, quarantined, or found missing.</param>
    public List<long> Release(JournalPosition drained, LedgerCounts booked, LedgerCounts gone)
    {
        lock (gate)
        {
            drainedTo = drained;
            undrained.Subtract(booked);
            waiting.Subtract(gone);
            waitingEvents -= gone.Total;
            if (After(drained) is null)
            {
                // Damage may have made the counts found differ from those written; with nothing left they are known again.
                undrained.Clear();
                waiting.Clear();
                waitingEvents = 0;
            }

            var done = segments.Where(segment => segment.IsClosed && IsDrained(segment, drained)).Select(segment => segment.Number).ToList();
            if (done.Count > 0) segments.RemoveAll(segment => done.Contains(segment.Number));
            return done;
        }
    }

    public (long Bytes, long Events) Depth()
    {
        lock (gate)
        {
            var bytes = segments.Sum(segment => segment.Number < drainedTo.Segment ? 0
                : segment.End - (segment.Number == drainedTo.Segment ? Math.Clamp(drainedTo.Offset, SegmentHeader.AreaBytes, segment.End) : SegmentHeader.AreaBytes));
            return (bytes, Math.Max(waitingEvents, 0));
        }
    }

    public List<LedgerDelta> Undrained()
    {
        lock (gate) return undrained.ToDeltas();
    }

    public List<LedgerDelta> Waiting()
    {
        lock (gate) return waiting.ToDeltas();
    }

    private void AddUndrained(int events, LedgerCounts counts)
    {
        undrained.Add(counts);
        waiting.AddOnly(LedgerEntry.Journalled, counts);
        waitingEvents += events;
    }

    private static bool IsDrained(SegmentInfo segment, JournalPosition drainedTo) =>
        segment.Number < drainedTo.Segment || (segment.Number == drainedTo.Segment && drainedTo.Offset >= segment.End);
}
