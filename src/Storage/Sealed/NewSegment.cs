using Footfall.Events;

namespace Footfall.Storage.Sealed;

/// <summary>A segment that a key holder offers, and what it stands for.</summary>
public sealed record NewSegment
{
    public required ProjectNumber Project { get; init; }

    /// <summary>Sixteen fresh random bytes, as a UUID reads them in their order.</summary>
    public required Guid Id { get; init; }

    public required Manifest Manifest { get; init; }

    /// <summary>What the manifest says is the hash of the entry before it; empty for the first.</summary>
    public required ReadOnlyMemory<byte> Previous { get; init; }

    /// <summary>SHA-256 of the file, as the manifest says it.</summary>
    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>The envelopes of the epoch that it stands for; null: none.</summary>
    public EnvelopeRange? Envelopes { get; init; }

    /// <summary>The segments that it replaces.</summary>
    public IReadOnlyList<Guid> Replaces { get; init; } = [];
}
