namespace Footfall.Accounts.Vaults;

/// <summary>A new epoch of one of the vault's projects; the fields are those of <see cref="Sealed.EpochBody"/>.</summary>
public sealed record ProjectEpochBody(Guid Project, string? Statement, string? Signature, int? VaultKeyVersion, string? SealedKey);
