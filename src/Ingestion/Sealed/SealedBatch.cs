using Footfall.Events;
using Footfall.Privacy;

namespace Footfall.Ingestion.Sealed;

/// <summary>The envelopes of one request and what the request says of them all.</summary>
internal sealed class SealedBatch
{
    public required Project Project { get; init; }

    /// <summary>UTC, exact; it does not get further than this.</summary>
    public required DateTime ReceivedAt { get; init; }

    public required RawHit Hit { get; init; }

    /// <summary>What was read of each message, in order; at most as many as the limit says, the rest is counted by <see cref="Excess"/>.</summary>
    public required IReadOnlyList<ReadEnvelope> Envelopes { get; init; }

    public int Excess { get; init; }

    /// <summary>The request carries a token with the write scope: a server sends it, which is no bot.</summary>
    public bool IsTrusted { get; init; }
}
