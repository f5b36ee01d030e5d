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
    private JournalPosition durableTo;
    private JournalPosition drainedTo;
    private long undrainedEvents;

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
            undrained.Add(counts);
            undrainedEvents += events;
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

    /// <summary>What a start found in the journal, counted by the drainer before it begins.</summary>
    public void AddFound(int events, LedgerCounts counts)
    {
        lock (gate)
        {
            undrained.Add(counts);
            undrainedEvents += events;
        }
    }

    /// <summary>Everything before the position is in the store. Returns the segments that are no longer needed and forgets them.</summary>
    public List<long> Release(JournalPosition drainedTo, long events, LedgerCounts counts)
    {
        lock (gate)
        {
            this.drainedTo = drainedTo;
            undrained.Subtract(counts);
            undrainedEvents -= events;
            if (After(drainedTo) is null)
            {
                // Damage may have made the counts found differ from those written; with nothing left they are known again.
                undrained.Clear();
                undrainedEvents = 0;
            }

            var done = segments.Where(segment => segment.IsClosed && IsDrained(segment, drainedTo)).Select(segment => segment.Number).ToList();
            segments.RemoveAll(segment => done.Contains(segment.Number));
            return done;
        }
    }

    public (long Bytes, long Events) Depth()
    {
        lock (gate)
        {
            var bytes = segments.Sum(segment => segment.Number < drainedTo.Segment ? 0
                : segment.End - (segment.Number == drainedTo.Segment ? Math.Min(drainedTo.Offset, segment.End) : SegmentHeader.AreaBytes));
            return (bytes, Math.Max(undrainedEvents, 0));
        }
    }

    public List<LedgerDelta> Undrained()
    {
        lock (gate) return undrained.ToDeltas();
    }

    private static bool IsDrained(SegmentInfo segment, JournalPosition drainedTo) =>
        segment.Number < drainedTo.Segment || (segment.Number == drainedTo.Segment && drainedTo.Offset >= segment.End);
}
