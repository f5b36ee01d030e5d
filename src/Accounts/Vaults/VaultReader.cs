using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Vaults;

/// <summary>A vault as one of its members is shown it: the whole log, and the keys that were sealed to this member.</summary>
internal static class VaultReader
{
    public static string KindOf(VaultRow vault) => vault.PersonalOf is null ? "organisation" : "personal";

    /// <summary>Null where there is no such vault or the caller is no member: which of the two is not told.</summary>
    public static async Task<VaultAnswer?> ReadAsync(ControlDbContext control, Guid id, Guid caller, CancellationToken cancellation)
    {
        var vault = await control.Vaults.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, cancellation);
        var members = await control.VaultMembers.AsNoTracking().Where(m => m.VaultId == id).ToListAsync(cancellation);
        if (vault is null || members.Find(m => m.MemberId == caller) is not { } me) return null;
        var log = await control.VaultLog.AsNoTracking().Where(e => e.VaultId == id).OrderBy(e => e.Sequence).ToListAsync(cancellation);
        return new VaultAnswer(
            id, KindOf(vault), vault.Name, Binary.Write(vault.RootKey), VaultRoles.NameOf(me.Role), Binary.WriteOrNull(me.SealedRootKey),
            [.. log.Select(e => new LogEntryBody(e.Entry, Binary.Write(e.Signature)))], await NamedAsync(control, members, cancellation), await KeysAsync(control, id, caller, cancellation),
            await control.VaultProjects.AsNoTracking().Where(p => p.VaultId == id).Select(p => p.ProjectId).ToListAsync(cancellation), vault.CreatedAt);
    }

    private static async Task<IReadOnlyList<VaultMemberAnswer>> NamedAsync(ControlDbContext control, List<VaultMemberRow> members, CancellationToken cancellation)
    {
        var ids = members.ConvertAll(m => m.MemberId);
        var accounts = await control.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancellation);
        var agents = await control.Agents.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancellation);
        return [.. members.Select(m => new VaultMemberAnswer(
            m.MemberId, accounts.GetValueOrDefault(m.MemberId)?.Email, accounts.GetValueOrDefault(m.MemberId)?.Name ?? agents.GetValueOrDefault(m.MemberId)?.Name ?? "",
            VaultRoles.NameOf(m.Role), Binary.Write(m.HpkeKey), Binary.Write(m.SignKey)))];
    }

    private static async Task<IReadOnlyList<VaultKeyAnswer>> KeysAsync(ControlDbContext control, Guid vault, Guid caller, CancellationToken cancellation)
    {
        var mine = await control.SealedVaultKeys.AsNoTracking().Where(k => k.VaultId == vault && k.MemberId == caller).ToDictionaryAsync(k => k.Version, k => k.Sealed, cancellation);
        var keys = await control.VaultKeys.AsNoTracking().Where(k => k.VaultId == vault).OrderBy(k => k.Version).ToListAsync(cancellation);
        return [.. keys.Select(k => new VaultKeyAnswer(k.Version, Binary.Write(k.PublicKey), Binary.WriteOrNull(mine.GetValueOrDefault(k.Version))))];
    }
}
