namespace Footfall.Accounts.Sealed;

/// <param name="Revision">The one that the caller has read, which this one replaces; 0: there is none yet.</param>
/// <param name="VaultKeyVersion">The version of the vault's key that it is wrapped under.</param>
public sealed record PutDocument(int? Revision, int? VaultKeyVersion, string? Wrapped);
