namespace Footfall.Accounts.Keys;

/// <param name="LoginKey">The present one.</param>
/// <param name="Salt">A new one: 16 random bytes.</param>
/// <param name="WrappedKeys">The same keys under the new password; null only where the account has none.</param>
public sealed record ChangePassword(string? LoginKey, string? Salt, string? NewLoginKey, string? WrappedKeys);
