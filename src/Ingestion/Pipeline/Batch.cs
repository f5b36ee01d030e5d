using Footfall.Events;
using Footfall.Privacy;

namespace Footfall.Ingestion.Pipeline;

/// <summary>The drafts of one request and what the request says of them all.</summary>
public sealed class Batch
{
    public required Project Project { get; init; }

    /// <summary>UTC, in whole milliseconds.</summary>
    public required DateTime ReceivedAt { get; init; }

    public required RawHit Hit { get; init; }

    /// <summary>At most as many as the limit says; the rest is counted by <see cref="Excess"/>.</summary>
    public required IReadOnlyList<Draft> Drafts { get; init; }

    /// <summary>Events that came beyond the limit.</summary>
    public int Excess { get; init; }

    /// <summary>When the sender says that it sent, by its own clock.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>Something says that the request is sent again, so that <see cref="SentAt"/> may be stale.</summary>
    public bool IsRetry { get; init; }

    /// <summary>The request carries a token with the write scope: its times, addresses and user agents are believed.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>True where dialects strip identity from events of anonymous projects instead of having them dropped.</summary>
    public bool StripsIdentity { get; init; }
}
