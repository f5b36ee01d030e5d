namespace Footfall.Storage.Control;

/// <summary>A machine that holds key pairs of its own and is a member of one vault. Its token has no scopes: what it may do follows from its membership.</summary>
public sealed class AgentRow
{
    public Guid Id { get; set; }

    public Guid VaultId { get; set; }

    public required string Name { get; set; }

    public required byte[] HpkeKey { get; set; }

    public required byte[] SignKey { get; set; }

    public Guid TokenId { get; set; }

    public DateTime CreatedAt { get; set; }
}
