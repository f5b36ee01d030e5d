namespace Footfall.Accounts.Vaults;

/// <summary>The vault's private root key, sealed to an owner or admin.</summary>
public sealed record SealedRootKeyBody(Guid Member, string? Sealed);
