using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Footfall.Accounts.Projects;

/// <summary>
/// Finds hostnames in committed events and keeps them as sites. Since the write key is public, a new hostname is pending (at most 100 a project) until
/// three visitors on two days were seen on it, or the owner confirms it.
/// </summary>
internal sealed class SiteDiscovery(ControlDatabase database, ProjectDirectory projects, ProjectEvents events, TimeProvider clock, ILogger<SiteDiscovery> logger) : BackgroundService
{
    public const int MostPending = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var project in projects.All)
            {
                try
                {
                    await DiscoverAsync(project, stoppingToken);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    // The next round tries again; nothing is lost, since hostnames are read from the stored events.
                    Log.SiteDiscoveryFailed(logger, project.Number, error);
                }
            }
        }
    }

    /// <summary>One look at one project.</summary>
    internal async Task DiscoverAsync(Project project, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        var known = await control.Sites.Where(s => s.ProjectId == project.Id.Value).ToDictionaryAsync(s => s.Hostname, cancellation);
        var seen = await events.HostnamesAsync(project.Number, [.. known.Values.Where(s => s.ConfirmedAt is not null).Select(s => s.Hostname)], cancellation);
        var pending = known.Values.Count(s => s.ConfirmedAt is null);
        foreach (var host in seen)
        {
            var confirmed = project.Domains.Contains(host.Hostname, StringComparer.OrdinalIgnoreCase) || (host.Visitors >= 3 && host.Days >= 2);
            if (known.TryGetValue(host.Hostname, out var site))
            {
                if (confirmed) site.ConfirmedAt ??= clock.GetUtcNow().UtcDateTime;
                continue;
            }

            if (!confirmed && pending++ >= MostPending) continue;
            control.Sites.Add(new SiteRow { ProjectId = project.Id.Value, Hostname = host.Hostname, FirstSeen = host.FirstSeen, ConfirmedAt = confirmed ? clock.GetUtcNow().UtcDateTime : null });
        }

        await control.SaveChangesAsync(cancellation);
    }
}
