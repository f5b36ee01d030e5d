using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Footfall.Accounts.Projects;

/// <summary>Deletes what is older than its project keeps events: a minute after the start, then hourly. What it deletes is counted in the books as expired.</summary>
internal sealed class RetentionKeeper(ProjectDirectory projects, ProjectEvents events, TimeProvider clock, ILogger<RetentionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FirstAfter, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            timer.Period = Interval;
            foreach (var project in projects.All) await EnforceAsync(project, stoppingToken);
        }
    }

    /// <summary>Enforces one project's retention now.</summary>
    internal async Task EnforceAsync(Project project, CancellationToken cancellation)
    {
        if (project.RetentionDays is not { } days) return;
        try
        {
            var removed = await events.DeleteExpiredAsync(project.Number, clock.GetUtcNow().UtcDateTime.AddDays(-days), cancellation);
            if (removed > 0) Log.RetentionRemoved(logger, project.Number, removed);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The next round tries again.
            Log.RetentionFailed(logger, project.Number, error);
        }
    }
}
