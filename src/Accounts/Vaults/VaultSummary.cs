namespace Footfall.Accounts.Vaults;

/// <param name="Role">The caller's.</param>
public sealed record VaultSummary(Guid Id, string Kind, string Name, string RootKey, string Role, int Members, IReadOnlyList<Guid> Projects);
