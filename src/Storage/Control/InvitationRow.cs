namespace Footfall.Storage.Control;

/// <summary>An invitation into a vault. Accepting publishes the invitee's keys; a member it becomes by an entry of the log.</summary>
public sealed class InvitationRow
{
    public Guid Id { get; set; }

    /// <summary>SHA-256 of the link's token.</summary>
    public required byte[] TokenHash { get; set; }

    public Guid VaultId { get; set; }

    /// <summary>Lower case.</summary>
    public required string Email { get; set; }

    public VaultRole Role { get; set; }

    public required string InvitedBy { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    /// <summary>The account that accepted; null until one does.</summary>
    public Guid? AccountId { get; set; }
}
