using System.Globalization;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Projects;

/// <summary>
/// Removed projects, whose numbers are never given out again. Events that were in the journal when a project was removed reach the store later, and an
/// erasure may fail or a crash cut it short: by this list what is left is found and erased all the same.
/// </summary>
internal static class RemovedProjects
{
    private const string Prefix = "removed_project:";

    /// <summary>To be saved together with the removal itself.</summary>
    public static void Remember(ControlDbContext control, ProjectId id, ProjectNumber number, DateTime now) =>
        control.Settings.Add(new SettingRow { Name = Prefix + number, Value = $"{now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {id}" });

    /// <summary>The id is null of a project that was removed before ids were remembered.</summary>
    public static async Task<IReadOnlyList<(ProjectNumber Number, ProjectId? Id)>> ReadAsync(ControlDatabase database, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        var rows = await control.Settings.AsNoTracking().Where(s => s.Name.StartsWith(Prefix)).ToListAsync(cancellation);
        return [.. rows.Select(row => (new ProjectNumber(int.Parse(row.Name.AsSpan(Prefix.Length), CultureInfo.InvariantCulture)), IdOf(row.Value)))];
    }

    private static ProjectId? IdOf(string value) => value.Split(' ') is [_, var id] ? new ProjectId(Guid.Parse(id)) : null;
}
