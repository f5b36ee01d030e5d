using Footfall.Events;

namespace Footfall.Storage.Sealed;

/// <summary>An entry of an epoch's signed chain (docs/formats/sealed.md). Whose signature it is, and whether they may, <see cref="ManifestJudge"/> says.</summary>
public sealed record Manifest
{
    public required EpochId Epoch { get; init; }

    /// <summary>Its place in the chain, from 0.</summary>
    public required long Sequence { get; init; }

    public required ReadOnlyMemory<byte> Entry { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }
}
