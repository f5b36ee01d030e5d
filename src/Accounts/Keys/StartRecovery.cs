namespace Footfall.Accounts.Keys;

/// <param name="RecoveryLoginKey">Derived from the recovery key: 32 bytes.</param>
public sealed record StartRecovery(string? Email, string? RecoveryLoginKey);
