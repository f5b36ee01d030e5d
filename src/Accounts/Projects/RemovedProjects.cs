using System.Globalization;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Projects;

/// <summary>
/// The numbers of removed projects, which are never given out again. Events that were in the journal when a project was removed reach the store later, and
/// an erasure may fail: by this list they are found and erased all the same.
/// </summary>
internal static class RemovedProjects
{
    private const string Prefix = "removed_project:";

    /// <summary>To be saved together with the removal itself.</summary>
    public static void Remember(ControlDbContext control, ProjectNumber number, DateTime now) =>
        control.Settings.Add(new SettingRow { Name = Prefix + number, Value = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) });

    public static async Task<IReadOnlyList<ProjectNumber>> ReadAsync(ControlDatabase database, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        var names = await control.Settings.AsNoTracking().Where(s => s.Name.StartsWith(Prefix)).Select(s => s.Name).ToListAsync(cancellation);
        return [.. names.Select(name => new ProjectNumber(int.Parse(name.AsSpan(Prefix.Length), CultureInfo.InvariantCulture)))];
    }
}
