namespace Footfall.Events;

/// <summary>A key of a sealed project that trackers seal to, and who vouches for it. The private half is never on the server.</summary>
public sealed record Epoch
{
    public required ProjectNumber Project { get; init; }

    public required EpochId Id { get; init; }

    /// <summary>A P-256 point, uncompressed: 65 bytes.</summary>
    public required ReadOnlyMemory<byte> PublicKey { get; init; }

    /// <summary>UTC; no tracker begins to seal to the key afterwards.</summary>
    public required DateTime NotAfter { get; init; }

    /// <summary>When the project's next epoch was made, UTC; null for the one made last.</summary>
    public DateTime? ReplacedAt { get; init; }

    /// <summary>What <see cref="Signature"/> signs (docs/formats/sealed.md).</summary>
    public required ReadOnlyMemory<byte> Statement { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The vault's root key, whose hash stands in each snippet as its pin: 65 bytes.</summary>
    public required ReadOnlyMemory<byte> RootKey { get; init; }
}
