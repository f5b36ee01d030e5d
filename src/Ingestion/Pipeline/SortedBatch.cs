using Footfall.Events;
using Footfall.Ingestion.Journal;

namespace Footfall.Ingestion.Pipeline;

/// <summary>A batch sorted into what is kept and what is dropped. Used by one thread.</summary>
internal sealed class SortedBatch(int capacity)
{
    private static readonly int Reasons = (int)Enum.GetValues<DropReason>().Max() + 1;

    private readonly List<Event> kept = new(capacity);
    private List<int>? indexes;
    private List<DroppedEvent>? dropped;
    private int[]? counts;

    public IReadOnlyList<DroppedEvent> Dropped => dropped ?? (IReadOnlyList<DroppedEvent>)[];

    public void Keep(int index, Event @event)
    {
        // Only once something was dropped does an event's place among the kept differ from its place in the request.
        if (dropped is not null && indexes is null) indexes = [.. Enumerable.Range(0, kept.Count)];
        indexes?.Add(index);
        kept.Add(@event);
    }

    public void Drop(int index, Drop drop)
    {
        if (dropped is null && kept.Count > 0) indexes ??= [.. Enumerable.Range(0, kept.Count)];
        (dropped ??= []).Add(new DroppedEvent(index, drop));
        (counts ??= new int[Reasons])[(int)drop.Reason]++;
    }

    /// <summary>Drops a kept event after all.</summary>
    public void DropTooLarge(int keptIndex)
    {
        var index = indexes?[keptIndex] ?? keptIndex;
        indexes ??= [.. Enumerable.Range(0, kept.Count)];
        kept.RemoveAt(keptIndex);
        indexes.RemoveAt(keptIndex);
        Drop(index, new Drop(DropReason.EventTooLarge, null, "The event is too large; send fewer or shorter props."));
    }

    public JournalEntry ToEntry(Batch batch)
    {
        var drops = Array.Empty<DropCount>();
        if (counts is not null)
        {
            drops = [.. counts.Select((count, reason) => new DropCount((DropReason)reason, count)).Where(drop => drop.Count > 0)];
        }

        var optOutKept = 0;
        foreach (var @event in kept)
        {
            if (@event.OptedOut) optOutKept++;
        }

        return new JournalEntry { Project = batch.Project.Number, ReceivedAt = batch.ReceivedAt, Events = kept, Drops = drops, OptOutKept = optOutKept };
    }
}
