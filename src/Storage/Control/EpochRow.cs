namespace Footfall.Storage.Control;

/// <summary>An epoch of a sealed project: all that may lie beside ciphertext. Its sealed private key is in <see cref="EpochKeysFile"/> only.</summary>
public sealed class EpochRow
{
    public Guid ProjectId { get; set; }

    /// <summary>8 bytes.</summary>
    public required byte[] Id { get; set; }

    /// <summary>From 1 in each project, in the order in which epochs were made.</summary>
    public int Sequence { get; set; }

    /// <summary>Signed by the vault's root key; says project, id, public key and end.</summary>
    public required byte[] Statement { get; set; }

    public required byte[] Signature { get; set; }

    public DateTime NotAfter { get; set; }

    /// <summary>The version of the vault's key that the private key is sealed to.</summary>
    public int VaultKeyVersion { get; set; }

    public DateTime CreatedAt { get; set; }
}
