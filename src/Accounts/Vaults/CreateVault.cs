namespace Footfall.Accounts.Vaults;

/// <param name="Id">Of the caller's making: the entry names it.</param>
/// <param name="Kind">personal or organisation.</param>
/// <param name="Entry">The log's first entry, canonical JSON. It names the vault's id, its root key and its first key.</param>
/// <param name="SealedKey">The private half of the vault's first key, sealed to the caller.</param>
/// <param name="SealedRootKey">The private root key, sealed to the caller.</param>
public sealed record CreateVault(Guid? Id, string? Kind, string? Name, string? Entry, string? Signature, string? SealedKey, string? SealedRootKey);
