using Footfall.Storage.Control;

namespace Footfall.Accounts.Vaults;

/// <summary>The rows of a vault that has its first member.</summary>
internal sealed record NewVault(VaultRow Vault, VaultEntryRow Entry, VaultMemberRow Member, VaultKeyRow Key, SealedVaultKeyRow SealedKey);
