namespace Footfall.Storage.Control;

/// <summary>One signed entry of a vault's membership log, as its signer wrote it.</summary>
public sealed class VaultEntryRow
{
    public Guid VaultId { get; set; }

    /// <summary>From 0, without gaps.</summary>
    public int Sequence { get; set; }

    /// <summary>Canonical JSON (RFC 8785): these very characters are signed.</summary>
    public required string Entry { get; set; }

    public required byte[] Signature { get; set; }
}
