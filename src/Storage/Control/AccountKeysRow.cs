namespace Footfall.Storage.Control;

/// <summary>An account's public keys, and its private ones as the browser wrapped them: the server cannot open these (docs/formats/sealed.md).</summary>
public sealed class AccountKeysRow
{
    public Guid AccountId { get; set; }

    /// <summary>What others seal to: a P-256 point, 65 bytes.</summary>
    public required byte[] HpkeKey { get; set; }

    /// <summary>What the account signs by: a P-256 point, 65 bytes.</summary>
    public required byte[] SignKey { get; set; }

    /// <summary>Under the key that is derived from the password.</summary>
    public required byte[] WrappedKeys { get; set; }

    /// <summary>Under the recovery key; null where the account has none.</summary>
    public byte[]? RecoveryWrappedKeys { get; set; }

    /// <summary>SHA-256 of the recovery key's login key, which has 160 bits of its own.</summary>
    public byte[]? RecoveryHash { get; set; }

    public DateTime ChangedAt { get; set; }
}
