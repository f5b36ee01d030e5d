namespace Footfall.Accounts.Vaults;

public sealed record VaultList(IReadOnlyList<VaultSummary> Items);
