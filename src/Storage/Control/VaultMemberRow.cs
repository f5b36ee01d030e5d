namespace Footfall.Storage.Control;

/// <summary>Who the log says is a member now; kept beside the log for questions of access.</summary>
public sealed class VaultMemberRow
{
    public Guid VaultId { get; set; }

    /// <summary>The id of an account or of an agent.</summary>
    public Guid MemberId { get; set; }

    public VaultRole Role { get; set; }

    /// <summary>The keys that the log vouches for: P-256 points, 65 bytes.</summary>
    public required byte[] HpkeKey { get; set; }

    public required byte[] SignKey { get; set; }

    /// <summary>The vault's private root key sealed to the member; null for those who may not sign epochs.</summary>
    public byte[]? SealedRootKey { get; set; }
}
