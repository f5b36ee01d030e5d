namespace Footfall.Accounts.Keys;

/// <param name="WrappedKeys">The same keys under the new password.</param>
/// <param name="Recovery">A new recovery key in the place of the one that was typed; null keeps it.</param>
public sealed record FinishRecovery(string? Email, string? RecoveryLoginKey, string? Salt, string? LoginKey, string? WrappedKeys, RecoveryBody? Recovery);
