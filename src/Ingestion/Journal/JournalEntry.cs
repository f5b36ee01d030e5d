using Footfall.Events;

namespace Footfall.Ingestion.Journal;

/// <summary>
/// What one request brought for one project: the events or envelopes to keep and the count of those that were not. The journal writes both in one commit,
/// so that received = journalled + dropped holds whatever happens afterwards.
/// </summary>
public sealed record JournalEntry
{
    public required ProjectNumber Project { get; init; }

    /// <summary>UTC; the same as each event's <see cref="Event.ReceivedAt"/> and each envelope's <see cref="SealedEnvelope.Hour"/>. Its hour is the hour of the books.</summary>
    public required DateTime ReceivedAt { get; init; }

    public IReadOnlyList<Event> Events { get; init; } = [];

    public IReadOnlyList<SealedEnvelope> Envelopes { get; init; } = [];

    public IReadOnlyList<DropCount> Drops { get; init; } = [];

    /// <summary>How many of <see cref="Events"/> are kept although their sender signalled an opt-out.</summary>
    public int OptOutKept { get; init; }

    /// <summary>Events and envelopes to keep.</summary>
    public int Kept => Events.Count + Envelopes.Count;

    /// <summary>Events and envelopes that came in: those kept and those dropped.</summary>
    public int Received
    {
        get
        {
            var received = Kept;
            foreach (var drop in Drops) received += drop.Count;
            return received;
        }
    }
}
