using System.Globalization;
using Footfall.Accounts.Vaults;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Sealed;

/// <summary>Holds a new epoch against the project's vault and the epochs before it. Within the transaction that adds it: the vault's key may be replaced at any time.</summary>
internal static class NextEpoch
{
    private const int MostEpochs = 10_000;

    /// <summary>The epoch, or the answer that says what is wrong.</summary>
    public static async Task<(NewEpoch? Made, IResult? Refusal)> ReadAsync(
        ControlDbContext control, Guid project, Guid vault, int? retentionDays, EpochBody? given, string field, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await VaultLogs.RefuseWhileRotationIsDueAsync(control, vault, cancellation) is { } due) return (null, due);
        var root = await control.Vaults.Where(v => v.Id == vault).Select(v => v.RootKey).SingleAsync(cancellation);
        var newest = await control.VaultKeys.Where(k => k.VaultId == vault).MaxAsync(k => k.Version, cancellation);
        return await ReadAsync(control, project, new EpochRules(field, root, newest, retentionDays, now), given, cancellation);
    }

    /// <summary>The same where the vault's key is only about to be replaced.</summary>
    public static async Task<(NewEpoch? Made, IResult? Refusal)> ReadAsync(ControlDbContext control, Guid project, EpochRules rules, EpochBody? given, CancellationToken cancellation)
    {
        if (EpochFields.Read(given, project, rules, out var made) is { } invalid) return (null, invalid);
        if (await control.Epochs.AnyAsync(e => e.ProjectId == project && e.Id == made.Row.Id, cancellation)) return (null, Problems.Conflict(rules.At("statement"), "The project has an epoch of this id.", "Make 8 new random bytes."));
        var last = await control.Epochs.Where(e => e.ProjectId == project).MaxAsync(e => (int?)e.Sequence, cancellation) ?? 0;
        if (last >= MostEpochs) return (null, Problems.Conflict(rules.Field, $"A project has at most {MostEpochs.ToString(CultureInfo.InvariantCulture)} epochs.", "Make a new project."));
        made.Row.Sequence = last + 1;
        return (made, null);
    }
}
