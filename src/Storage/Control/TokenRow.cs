using Footfall.Events;

namespace Footfall.Storage.Control;

/// <summary>Machine access. The token's value is shown once and kept as its SHA-256 only.</summary>
public sealed class TokenRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    public required byte[] Hash { get; set; }

    /// <summary>The first characters, so that an owner can tell tokens apart.</summary>
    public required string Prefix { get; set; }

    public Scopes Scopes { get; set; }

    /// <summary>Null: all present and future projects.</summary>
    public List<int>? Projects { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? LastUsedAt { get; set; }
}
