namespace Footfall.Accounts.Vaults;

/// <param name="Sealed">The private half, sealed to the caller; null where the caller was never given it.</param>
public sealed record VaultKeyAnswer(int Version, string PublicKey, string? Sealed);
