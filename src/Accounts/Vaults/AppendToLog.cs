namespace Footfall.Accounts.Vaults;

/// <summary>Entries for the end of a vault's log, and what has to come with them. All of it is taken, or nothing.</summary>
/// <param name="SealedKeys">For each new member the vault's newest key at least; after a rotation the new one for everybody.</param>
/// <param name="SealedRootKeys">For whoever becomes owner or admin.</param>
/// <param name="Epochs">After a rotation: a new one for each sealed project of the vault.</param>
public sealed record AppendToLog(
    IReadOnlyList<LogEntryBody>? Entries, IReadOnlyList<SealedKeyBody>? SealedKeys, IReadOnlyList<SealedRootKeyBody>? SealedRootKeys, IReadOnlyList<ProjectEpochBody>? Epochs);
