using Footfall.Events;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>
/// The segments that are there and the counts of what in them is not drained: the one thing that the writer (which adds) and the drainer
/// (which removes) share. Thread-safe.
/// </summary>
internal sealed class SegmentList
{
    private readonly Lock _gate = new();
    private readonly List<SegmentInfo> _segments;
    private readonly LedgerCounts _undrained = new();
    private JournalPosition _end;
    private JournalPosition _drainedTo;
    private long _undrainedEvents;

    public SegmentList(IEnumerable<SegmentInfo> found, JournalPosition drainedTo)
    {
        _segments = [.. found];
        _drainedTo = drainedTo;
        _end = _segments.Count > 0 ? new JournalPosition(_segments[^1].Number, _segments[^1].End) : drainedTo;
    }

    /// <summary>The end of what is durable.</summary>
    public JournalPosition End
    {
        get
        {
            lock (_gate) return _end;
        }
    }

    /// <summary>Bytes of all segments, drained or not.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return _segments.Sum(segment => segment.End);
        }
    }

    public void Begin(long number, uint seed)
    {
        lock (_gate)
        {
            Close();
            _segments.Add(new SegmentInfo(number, seed, SegmentHeader.AreaBytes, false));
            _end = new JournalPosition(number, SegmentHeader.AreaBytes);
        }
    }

    /// <summary>A batch has become durable at the end of the last segment.</summary>
    public void Grow(long end, int events, LedgerCounts counts)
    {
        lock (_gate)
        {
            _segments[^1] = _segments[^1] with { End = end };
            _end = new JournalPosition(_segments[^1].Number, end);
            _undrained.Add(counts);
            _undrainedEvents += events;
        }
    }

    /// <summary>Nothing more will be written to the last segment.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_segments.Count > 0) _segments[^1] = _segments[^1] with { IsClosed = true };
        }
    }

    /// <summary>The segment in which reading goes on from a position, with the offset to go on from; null where there is no more.</summary>
    public (SegmentInfo Segment, long Offset)? After(JournalPosition position)
    {
        lock (_gate)
        {
            foreach (var segment in _segments)
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
        lock (_gate)
        {
            _undrained.Add(counts);
            _undrainedEvents += events;
        }
    }

    /// <summary>Everything before the position is in the store. Returns the segments that are no longer needed and forgets them.</summary>
    public List<long> Release(JournalPosition drainedTo, long events, LedgerCounts counts)
    {
        lock (_gate)
        {
            _drainedTo = drainedTo;
            _undrained.Subtract(counts);
            _undrainedEvents -= events;
            if (drainedTo >= _end)
            {
                // Damage may have made the counts found differ from those written; with nothing left they are known again.
                _undrained.Clear();
                _undrainedEvents = 0;
            }

            var done = _segments.Where(segment => segment.IsClosed && IsDrained(segment, drainedTo)).Select(segment => segment.Number).ToList();
            _segments.RemoveAll(segment => done.Contains(segment.Number));
            return done;
        }
    }

    public (long Bytes, long Events) Depth()
    {
        lock (_gate)
        {
            var bytes = _segments.Sum(segment => segment.Number < _drainedTo.Segment ? 0
                : segment.End - (segment.Number == _drainedTo.Segment ? Math.Min(_drainedTo.Offset, segment.End) : SegmentHeader.AreaBytes));
            return (bytes, Math.Max(_undrainedEvents, 0));
        }
    }

    public List<LedgerDelta> Undrained()
    {
        lock (_gate) return _undrained.ToDeltas();
    }

    private static bool IsDrained(SegmentInfo segment, JournalPosition drainedTo) =>
        segment.Number < drainedTo.Segment || (segment.Number == drainedTo.Segment && drainedTo.Offset >= segment.End);
}
