namespace Footfall.Storage.Control;

/// <summary>A person's or an organisation's vault. What the server knows of its members it knows from the signed log.</summary>
public sealed class VaultRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>The account whose personal vault it is; null: an organisation's.</summary>
    public Guid? PersonalOf { get; set; }

    /// <summary>The ECDSA P-256 point that signs epochs and that snippets pin: 65 bytes. It never changes.</summary>
    public required byte[] RootKey { get; set; }

    public DateTime CreatedAt { get; set; }
}
