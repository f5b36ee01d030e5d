using Footfall.Accounts.Keys;
using Footfall.Accounts.Sealed;
using Footfall.Sealing.Membership;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Vaults;

/// <summary>
/// Takes entries into a vault's log within one transaction: the log's own rules, that keys are the ones which their owners published, and that nobody is left
/// without what the new state needs. Not safe for use by several threads at once.
/// </summary>
internal sealed class LogAppender(ControlDbContext control, VaultRow vault, MembershipLog log, EpochStore epochs, DateTimeOffset now, CancellationToken cancellation)
{
    private const int MostEntries = 8;
    private const int LongestLog = 10_000;
    private Dictionary<Guid, Member> before = [];
    private int keysBefore;

    /// <summary>Null where everything is added to the context, else the answer that says what is wrong; then the context is not to be saved.</summary>
    public async Task<IResult?> AppendAsync(AppendToLog given, Guid signer)
    {
        if (given.Entries is not { Count: > 0 and <= MostEntries } entries) return Problems.Invalid("entries", "There are no entries, or too many.", $"Send 1 to {MostEntries}.");
        if (log.Length + entries.Count > LongestLog) return Problems.Conflict("entries", $"A log has at most {LongestLog} entries.", "Make a new vault.");
        (before, keysBefore) = (log.Members.ToDictionary(m => m.Account), log.VaultKeys.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var sequence = (int)log.Length;
            // Who has removed itself in the entry before has nothing more to say.
            if (log.Find(signer)?.SignKey is not { } key) return Problems.Invalid($"entries[{i}]", "The caller is no member any more.", "Let the removal of oneself be the last entry.");
            if (VaultLogs.Append(log, entries[i], key, now, $"entries[{i}]", out var entry) is { } refusal) return refusal;
            control.VaultLog.Add(new VaultEntryRow { VaultId = vault.Id, Sequence = sequence, Entry = entry.Entry, Signature = entry.Signature });
        }

        // Who leaves cannot replace the key; the next who signs must.
        if (log.RotationDue && log.Find(signer) is not null) return Problems.Invalid("entries", "Who was removed still holds the vault's key.", "Let an entry 'rotate' follow.");
        if (await CheckNewcomersAsync() is { } stranger) return stranger;
        await ChangeMembersAsync();
        return await KeepKeysAsync(given) ?? await BeginEpochsAsync(given.Epochs ?? []);
    }

    /// <summary>Whoever is added has agreed to it, and the log names the keys that they published.</summary>
    private async Task<IResult?> CheckNewcomersAsync()
    {
        foreach (var member in log.Members.Where(IsNew))
        {
            var keys = await PublishedKeysAsync(member.Account);
            if (keys is null) return Problems.Conflict("entries", "The new member has not accepted an invitation into this vault.", "Invite them, and wait until they have accepted.");
            if (!keys.Value.Hpke.AsSpan().SequenceEqual(member.HpkeKey) || !keys.Value.Sign.AsSpan().SequenceEqual(member.SignKey))
                return Problems.Invalid("entries", "The entry names other keys than the new member's.", "Read GET /api/v1/accounts/<id>/keys again and compare the fingerprint.");
        }

        return null;
    }

    /// <summary>Also who was removed and added again with other keys.</summary>
    private bool IsNew(Member member) =>
        !before.TryGetValue(member.Account, out var old) || !old.HpkeKey.AsSpan().SequenceEqual(member.HpkeKey) || !old.SignKey.AsSpan().SequenceEqual(member.SignKey);

    private async Task<(byte[] Hpke, byte[] Sign)?> PublishedKeysAsync(Guid member)
    {
        if (await control.Agents.AsNoTracking().SingleOrDefaultAsync(a => a.Id == member && a.VaultId == vault.Id, cancellation) is { } agent) return (agent.HpkeKey, agent.SignKey);
        if (!await control.Invitations.AnyAsync(i => i.VaultId == vault.Id && i.AccountId == member, cancellation)) return null;
        return await control.AccountKeys.AsNoTracking().SingleOrDefaultAsync(k => k.AccountId == member, cancellation) is { } keys ? (keys.HpkeKey, keys.SignKey) : null;
    }

    private async Task ChangeMembersAsync()
    {
        var rows = await control.VaultMembers.Where(m => m.VaultId == vault.Id).ToDictionaryAsync(m => m.MemberId, cancellation);
        foreach (var member in log.Members)
        {
            if (!rows.Remove(member.Account, out var row))
                control.VaultMembers.Add(row = new VaultMemberRow { VaultId = vault.Id, MemberId = member.Account, HpkeKey = member.HpkeKey, SignKey = member.SignKey });
            (row.Role, row.HpkeKey, row.SignKey) = ((VaultRole)member.Role, member.HpkeKey, member.SignKey);
            if (row.Role < VaultRole.Admin) row.SealedRootKey = null;
        }

        foreach (var gone in rows.Values)
        {
            control.VaultMembers.Remove(gone);
            await control.SealedVaultKeys.Where(k => k.VaultId == vault.Id && k.MemberId == gone.MemberId).ExecuteDeleteAsync(cancellation);
            await VaultAgents.RemoveAsync(control, gone.MemberId, cancellation);
        }

        // An invitation ends with what it was for.
        var members = log.Members.Select(m => (Guid?)m.Account).ToList();
        await control.Invitations.Where(i => i.VaultId == vault.Id && members.Contains(i.AccountId)).ExecuteDeleteAsync(cancellation);
    }

    private async Task<IResult?> KeepKeysAsync(AppendToLog given)
    {
        for (var version = keysBefore + 1; version <= log.VaultKeys.Count; version++)
            control.VaultKeys.Add(new VaultKeyRow { VaultId = vault.Id, Version = version, PublicKey = log.VaultKeys[version - 1] });
        var sealedTo = new HashSet<(Guid, int)>();
        foreach (var (key, field) in (given.SealedKeys ?? []).Select((key, i) => (key, $"sealed_keys[{i}]")))
        {
            if (key is null || log.Find(key.Member) is null || key.Version < 1 || key.Version > log.VaultKeys.Count) return Problems.Invalid(field, "It is for no member, or of no version of the vault's key.", "Seal to members only.");
            if (Binary.ReadSealed(key.Sealed) is not { } bytes) return AccountKeysFields.BadWrapping($"{field}.sealed");
            if (!sealedTo.Add((key.Member, key.Version)) || await control.SealedVaultKeys.AnyAsync(k => k.VaultId == vault.Id && k.Version == key.Version && k.MemberId == key.Member, cancellation))
                return Problems.Conflict(field, "The member has this key already.", "Leave it out.");
            control.SealedVaultKeys.Add(new SealedVaultKeyRow { VaultId = vault.Id, Version = key.Version, MemberId = key.Member, Sealed = bytes });
        }

        var newest = log.VaultKeys.Count;
        var needy = log.Members.Where(m => newest > keysBefore || IsNew(m)).FirstOrDefault(m => !sealedTo.Contains((m.Account, newest)));
        if (needy is not null) return Problems.Invalid("sealed_keys", $"{needy.Account} would be left without version {newest} of the vault's key.", "Seal it to every member who does not have it.");
        return await KeepRootKeysAsync(given.SealedRootKeys ?? []);
    }

    private async Task<IResult?> KeepRootKeysAsync(IReadOnlyList<SealedRootKeyBody> given)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i] is not { } key || log.Find(key.Member) is not { Role: >= Role.Admin }) return Problems.Invalid($"sealed_root_keys[{i}]", "Only owners and admins hold the root key.", "Leave it out.");
            if (Binary.ReadSealed(key.Sealed) is not { } bytes) return AccountKeysFields.BadWrapping($"sealed_root_keys[{i}].sealed");
            var row = control.VaultMembers.Local.FirstOrDefault(m => m.VaultId == vault.Id && m.MemberId == key.Member)
                ?? await control.VaultMembers.SingleAsync(m => m.VaultId == vault.Id && m.MemberId == key.Member, cancellation);
            row.SealedRootKey = bytes;
        }

        return null;
    }

    /// <summary>After a rotation every sealed project of the vault begins a new epoch, sealed to the new key: who has gone cannot open what comes.</summary>
    private async Task<IResult?> BeginEpochsAsync(IReadOnlyList<ProjectEpochBody> given)
    {
        if (log.VaultKeys.Count == keysBefore) return given.Count == 0 ? null : Problems.Invalid("epochs", "Without a rotation no epochs begin here.", "POST /api/v1/projects/<id>/epochs begins one.");
        var projects = await control.Projects.AsNoTracking().Where(p => p.Mode == Events.TrustMode.Sealed && p.Vault!.VaultId == vault.Id).ToListAsync(cancellation);
        foreach (var project in projects)
        {
            var index = given.ToList().FindIndex(e => e?.Project == project.Id);
            if (index < 0) return Problems.Invalid("epochs", $"The sealed project {project.Id} has no new epoch.", "Begin one for every sealed project of the vault, sealed to the new key.");
            var body = given[index];
            var (made, refusal) = await NextEpoch.ReadAsync(
                control, project.Id, new EpochRules($"epochs[{index}]", vault.RootKey, log.VaultKeys.Count, project.RetentionDays, now),
                new EpochBody(body.Statement, body.Signature, body.VaultKeyVersion, body.SealedKey), cancellation);
            if (refusal is not null) return refusal;
            epochs.WriteKey(made!);
            control.Epochs.Add(made!.Row);
        }

        return null;
    }
}
