using System.Globalization;
using System.Security.Cryptography;
using Footfall.Accounts.Audit;
using Footfall.Accounts.Sealed;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Projects;

/// <summary>Makes projects: gives out ids, numbers and write keys, and keeps domains apart.</summary>
public sealed class ProjectStore(ControlDatabase database, ProjectDirectory projects, AuditLog audit, TimeProvider clock)
{
    private const string LastNumber = "last_project_number";
    private const string KeyAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Makes a project that was checked before; a taken domain or app name is answered as a conflict.</summary>
    public Task<(Project? Project, IResult? Refusal)> CreateAsync(ProjectRow row, string actor, CancellationToken cancellation = default) =>
        CreateAsync(row, actor, _ => Task.FromResult<IResult?>(null), cancellation);

    /// <summary>The same with the first epoch; within <see cref="EpochStore.ChangeAsync"/>.</summary>
    internal Task<(Project? Project, IResult? Refusal)> CreateSealedAsync(ProjectRow row, EpochBody? epoch, EpochStore epochs, string actor, CancellationToken cancellation) =>
        CreateAsync(row, actor, async control =>
        {
            if (await control.Projects.AnyAsync(p => p.Id == row.Id, cancellation)) return Problems.Conflict("id", "There is a project of this id.", "Make a new random UUID.");
            var (made, refusal) = await NextEpoch.ReadAsync(control, row.Id, row.Vault!.VaultId, row.RetentionDays, epoch, "epoch", clock.GetUtcNow(), cancellation);
            if (refusal is not null) return refusal;
            epochs.WriteKey(made!);
            row.Epochs.Add(made!.Row);
            return null;
        }, cancellation);

    private async Task<(Project? Project, IResult? Refusal)> CreateAsync(ProjectRow row, string actor, Func<ControlDbContext, Task<IResult?>> prepare, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await TakenAsync(control, row.Id, [.. row.Domains.Select(d => d.Domain)], row.AppName, cancellation) is { } conflict) return (null, conflict);
        if (await prepare(control) is { } refusal) return (null, refusal);
        row.Number = await NextNumberAsync(control, cancellation);
        row.Key = "ff_" + RandomNumberGenerator.GetString(KeyAlphabet, 22);
        row.CreatedAt = clock.GetUtcNow().UtcDateTime;
        control.Projects.Add(row);
        await audit.AppendAsync(control, actor, "project.created", row.Id, row.Name, cancellation);
        await transaction.CommitAsync(cancellation);
        await projects.ReloadAsync(cancellation);
        return (projects.ById(row.Id), null);
    }

    internal static async Task<IResult?> TakenAsync(ControlDbContext control, Guid self, IReadOnlyList<string> domains, string? appName, CancellationToken cancellation)
    {
        var taken = await control.Domains.AsNoTracking().Where(d => d.ProjectId != self && domains.Contains(d.Domain)).Select(d => d.Domain).FirstOrDefaultAsync(cancellation);
        if (taken is not null) return Problems.Conflict("domains", $"{taken} belongs to another project.", "A domain names one project; remove it there first, or use another name here.");
        return appName is not null && await control.Projects.AnyAsync(p => p.Id != self && p.AppName == appName, cancellation)
            ? Problems.Conflict("app_name", $"{appName} is another project's app name.", "Choose a name that is unique on this server.") : null;
    }

    private static async Task<int> NextNumberAsync(ControlDbContext control, CancellationToken cancellation)
    {
        var setting = await control.Settings.SingleOrDefaultAsync(s => s.Name == LastNumber, cancellation);
        if (setting is null) control.Settings.Add(setting = new SettingRow { Name = LastNumber, Value = "0" });
        var number = int.Parse(setting.Value, CultureInfo.InvariantCulture) + 1;
        setting.Value = number.ToString(CultureInfo.InvariantCulture);
        return number;
    }
}
