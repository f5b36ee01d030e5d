namespace Footfall.Storage.Control;

/// <summary>The private half of one version of a vault's key, sealed to one member.</summary>
public sealed class SealedVaultKeyRow
{
    public Guid VaultId { get; set; }

    public int Version { get; set; }

    public Guid MemberId { get; set; }

    public required byte[] Sealed { get; set; }
}
