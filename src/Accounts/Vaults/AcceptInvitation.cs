using Footfall.Accounts.Keys;

namespace Footfall.Accounts.Vaults;

/// <summary>A new account's fields; all null where the caller is signed in already.</summary>
public sealed record AcceptInvitation(
    string? Name, string? Salt, string? LoginKey, string? HpkeKey, string? SignKey, string? WrappedKeys, RecoveryBody? Recovery, Guid? Account);
