using Footfall.Agent.Reading;
using Footfall.Events;

namespace Footfall.Agent.Compaction;

/// <summary>A row of envelopes of one epoch, with nothing between them, and what they had in them.</summary>
internal sealed class Gathered
{
    private readonly HashSet<Guid> seen = [];

    public List<byte[]> Ids { get; } = [];

    /// <summary>Each id once, the first one's.</summary>
    public List<Event> Events { get; } = [];

    public long First { get; private set; }

    public long Last { get; private set; }

    /// <summary>Hours of receipt.</summary>
    public (long First, long Last) Hours { get; private set; }

    public void Take(SealedRecord record, byte[] id, IEnumerable<Event> events)
    {
        if (Ids.Count == 0) (First, Hours) = (record.Number, (record.Hour, record.Hour));
        Last = record.Number;
        Hours = (Math.Min(Hours.First, record.Hour), Math.Max(Hours.Last, record.Hour));
        Ids.Add(id);
        Events.AddRange(events.Where(e => seen.Add(e.Id)));
    }
}
