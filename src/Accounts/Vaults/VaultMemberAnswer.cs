namespace Footfall.Accounts.Vaults;

/// <param name="Account">The id of an account or of an agent.</param>
/// <param name="Email">Null for agents.</param>
public sealed record VaultMemberAnswer(Guid Account, string? Email, string Name, string Role, string HpkeKey, string SignKey);
