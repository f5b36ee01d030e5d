namespace Footfall.Accounts.Keys;

/// <param name="LoginKey">Derived from the recovery key: 32 bytes.</param>
/// <param name="WrappedKeys">The account's keys under the recovery key's secret.</param>
public sealed record RecoveryBody(string? LoginKey, string? WrappedKeys);
