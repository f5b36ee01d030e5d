namespace Footfall.Accounts.Keys;

/// <param name="LoginKey">The present one; not needed the first time.</param>
/// <param name="Recovery">Null leaves the recovery key as it is.</param>
public sealed record PutAccountKeys(string? HpkeKey, string? SignKey, string? WrappedKeys, RecoveryBody? Recovery, string? LoginKey);
