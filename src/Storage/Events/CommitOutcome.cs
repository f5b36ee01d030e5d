using Footfall.Storage.Sealed;

namespace Footfall.Storage.Events;

/// <summary>What one commit did.</summary>
/// <param name="Stored">Events and envelopes.</param>
/// <param name="Duplicates">Events and envelopes whose (project, id) was stored within the last eight days, or twice in the batch.</param>
/// <param name="Events">The stored ones, in order of visit and time.</param>
public sealed record CommitOutcome(int Stored, int Duplicates, IReadOnlyList<StoredEvent> Events)
{
    /// <summary>The answer to a batch that was committed before.</summary>
    public static CommitOutcome Nothing { get; } = new(0, 0, []);

    /// <summary>Of the events, those put into visits by what the visits' rows tell, which is nearly right (docs/metrics.md, late events).</summary>
    public int NotWalked { get; init; }

    /// <summary>The stored ones, in order of their numbers.</summary>
    public IReadOnlyList<StoredEnvelope> Envelopes { get; init; } = [];
}
