namespace Footfall.Accounts.Sealed;

/// <param name="Id">8 bytes, base64url.</param>
/// <param name="SealedKey">Null where the epoch is dead.</param>
public sealed record EpochAnswer(
    string Id, string PublicKey, DateTime NotAfter, string Statement, string Signature, int VaultKeyVersion, string? SealedKey, DateTime CreatedAt);
