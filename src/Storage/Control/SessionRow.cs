namespace Footfall.Storage.Control;

/// <summary>A signed-in browser. The cookie's value is kept as its SHA-256 only.</summary>
public sealed class SessionRow
{
    public required byte[] TokenHash { get; set; }

    public Guid AccountId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }
}
