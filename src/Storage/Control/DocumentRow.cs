namespace Footfall.Storage.Control;

/// <summary>A definition of a sealed project (a goal, a saved view …), wrapped by a member for its vault.</summary>
public sealed class DocumentRow
{
    public Guid ProjectId { get; set; }

    public required string Kind { get; set; }

    public required string Id { get; set; }

    /// <summary>From 1; each change counts on.</summary>
    public int Revision { get; set; }

    /// <summary>The version of the vault's key that it is wrapped under.</summary>
    public int VaultKeyVersion { get; set; }

    public required byte[] Wrapped { get; set; }

    public DateTime ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}
