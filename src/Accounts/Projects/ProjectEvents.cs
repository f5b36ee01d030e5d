using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Storage.Live;

namespace Footfall.Accounts.Projects;

/// <summary>What project management asks of the event store.</summary>
public sealed class ProjectEvents(EventStore store, LiveFeed live)
{
    /// <summary>When a person's first event happened in the project, or null: a crawler that comes by does not show that the snippet works.</summary>
    public Task<DateTime?> FirstAtAsync(Project project, CancellationToken cancellation) => store.Facts.FirstEventAtAsync(project, withBots: false, cancellation);

    public Task<IReadOnlyList<KnownHostname>> HostnamesAsync(ProjectNumber project, IReadOnlyCollection<string> except, CancellationToken cancellation) =>
        store.Facts.KnownHostnamesAsync(project, except, cancellation);

    /// <summary>Whether the store has anything of a project, what segments stand for and their files included.</summary>
    public async Task<bool> HasRemainsAsync(ProjectNumber project, CancellationToken cancellation) =>
        await store.Facts.CountEventsAsync(project, cancellation) > 0 || await store.Segments.Removals.HasRemainsAsync(project, cancellation);

    public Task<long> EraseAllAsync(ProjectNumber project, CancellationToken cancellation) => EraseAsync(project, () => store.Removals.DeleteProject(project), cancellation);

    public Task<long> EraseDemoAsync(ProjectNumber project, CancellationToken cancellation) => EraseAsync(project, () => store.Removals.DeleteDemo(project), cancellation);

    public Task<long> DeleteExpiredAsync(ProjectNumber project, DateTime before, CancellationToken cancellation) => Task.Run(() => store.Removals.DeleteExpired(project, before), cancellation);

    private async Task<long> EraseAsync(ProjectNumber project, Func<long> erase, CancellationToken cancellation)
    {
        var erased = await Task.Run(erase, cancellation);
        await live.RecountAsync(project, store.Reader, cancellation);
        return erased;
    }

    /// <summary>The event names that the project has received, most frequent first.</summary>
    public async Task<IReadOnlyList<SeenEvent>> SeenAsync(ProjectNumber project, CancellationToken cancellation)
    {
        const string sql = "SELECT name, count(*)::BIGINT, max(time) FROM events WHERE project = ? GROUP BY name ORDER BY 2 DESC, 1 LIMIT 1000";
        var rows = await store.Reader.QueryAsync(sql, [project.Value], QueryLimits.Default, cancellation);
        return [.. rows.Rows.Select(row => new SeenEvent((string)row[0]!, (long)row[1]!, (DateTime)row[2]!, Declared: false))];
    }
}
