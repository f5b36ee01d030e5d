namespace Footfall.Accounts.Keys;

/// <summary>Null where the account has no keys yet.</summary>
/// <param name="WrappedKeys">Under the key that is derived from the password.</param>
public sealed record AccountKeysAnswer(string? HpkeKey, string? SignKey, string? WrappedKeys, bool HasRecovery);
