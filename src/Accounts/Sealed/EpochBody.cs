namespace Footfall.Accounts.Sealed;

/// <summary>A new epoch. The statement says its id, public key and end.</summary>
/// <param name="Signature">Of the statement, by the vault's root key.</param>
/// <param name="VaultKeyVersion">The version of the vault's key that the private key is sealed to.</param>
/// <param name="SealedKey">The epoch's private key, sealed to the vault.</param>
public sealed record EpochBody(string? Statement, string? Signature, int? VaultKeyVersion, string? SealedKey);
