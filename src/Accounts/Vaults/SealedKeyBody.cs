namespace Footfall.Accounts.Vaults;

/// <summary>One version of the vault's private key, sealed to one member.</summary>
public sealed record SealedKeyBody(Guid Member, int Version, string? Sealed);
