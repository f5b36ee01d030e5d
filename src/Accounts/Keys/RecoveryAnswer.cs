namespace Footfall.Accounts.Keys;

/// <param name="Account">That the wrapped keys are bound to.</param>
/// <param name="WrappedKeys">Under the recovery key's secret.</param>
public sealed record RecoveryAnswer(Guid Account, string WrappedKeys);
