namespace Footfall.Accounts.Sealed;

/// <param name="RootKey">Of the vault that vouches for them.</param>
/// <param name="Items">In the order in which they were made; trackers seal to the last.</param>
public sealed record EpochList(Guid Vault, string RootKey, IReadOnlyList<EpochAnswer> Items);
