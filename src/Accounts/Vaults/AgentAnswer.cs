namespace Footfall.Accounts.Vaults;

/// <param name="IsMember">False until an entry of the log adds it.</param>
/// <param name="Token">In the answer to its creation only.</param>
public sealed record AgentAnswer(Guid Id, string Name, string HpkeKey, string SignKey, bool IsMember, DateTime CreatedAt, string? Token = null);
