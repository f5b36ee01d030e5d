namespace Footfall.Accounts.Vaults;

/// <param name="Role">The caller's.</param>
/// <param name="SealedRootKey">The private root key sealed to the caller; null for those who may not sign epochs.</param>
public sealed record VaultAnswer(
    Guid Id, string Kind, string Name, string RootKey, string Role, string? SealedRootKey, IReadOnlyList<LogEntryBody> Log, IReadOnlyList<VaultMemberAnswer> Members,
    IReadOnlyList<VaultKeyAnswer> Keys, IReadOnlyList<Guid> Projects, DateTime CreatedAt);
