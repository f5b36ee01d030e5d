namespace Footfall.Storage.Control;

/// <summary>One version of a vault's HPKE key. Versions count from 1; each removal of a member makes a new one.</summary>
public sealed class VaultKeyRow
{
    public Guid VaultId { get; set; }

    public int Version { get; set; }

    public required byte[] PublicKey { get; set; }
}
