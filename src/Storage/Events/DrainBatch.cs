using Footfall.Events;

namespace Footfall.Storage.Events;

/// <summary>What the drainer hands over in one transaction.</summary>
/// <param name="Journal">The collector whose journal it is.</param>
/// <param name="To">The position behind the batch. A batch that does not go beyond the recorded position changes nothing.</param>
/// <param name="Events">In any order; ids may repeat.</param>
/// <param name="Ledger">Received, Journalled, Dropped, Quarantined and OptOutKept. Stored and Duplicate are the store's to add.</param>
public sealed record DrainBatch(string Journal, JournalPosition To, IReadOnlyList<Event> Events, IReadOnlyList<LedgerDelta> Ledger)
{
    /// <summary>In any order; ids may repeat.</summary>
    public IReadOnlyList<SealedEnvelope> Envelopes { get; init; } = [];

    /// <summary>Events and envelopes.</summary>
    public int Count => Events.Count + Envelopes.Count;
}
