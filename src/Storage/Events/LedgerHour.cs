using Footfall.Events;

namespace Footfall.Storage.Events;

/// <summary>The books of one project and one UTC hour of receipt.</summary>
public sealed record LedgerHour
{
    public required DateTime Hour { get; init; }

    public long Received { get; init; }

    public long Journalled { get; init; }

    public IReadOnlyDictionary<DropReason, long> Dropped { get; init; } = new Dictionary<DropReason, long>();

    public long Stored { get; init; }

    public long Duplicate { get; init; }

    public long Quarantined { get; init; }

    public long Expired { get; init; }

    public long Erased { get; init; }

    /// <summary>Envelopes that a segment stands for.</summary>
    public long Compacted { get; init; }

    /// <summary>A part of <see cref="Received"/>.</summary>
    public long OptOutKept { get; init; }

    /// <summary>Events, or envelopes that no segment stands for, that are in the store now: counted, not summed.</summary>
    public long Present { get; init; }
}
