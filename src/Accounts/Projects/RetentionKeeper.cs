using Footfall.Accounts.Sealed;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Footfall.Accounts.Projects;

/// <summary>
/// Deletes what is older than its project keeps events, and what reached the store after its project was removed: a minute after the start, then hourly.
/// What it deletes is counted in the books, as expired and as erased.
/// </summary>
internal sealed class RetentionKeeper(
    ControlDatabase database, ProjectDirectory projects, ProjectEvents events, EpochRetention epochs, EpochStore keys, TimeProvider clock, ILogger<RetentionKeeper> logger) : BackgroundService
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
            await EraseRemovedAsync(stoppingToken);
            await PurgeAsync(stoppingToken);
        }
    }

    /// <summary>Enforces one project's retention now.</summary>
    internal async Task EnforceAsync(Project project, CancellationToken cancellation)
    {
        if (project.RetentionDays is not { } days) return;
        try
        {
            if (project.Mode == TrustMode.Sealed)
            {
                await epochs.EnforceAsync(project, cancellation);
                return;
            }

            var removed = await events.DeleteExpiredAsync(project.Number, clock.GetUtcNow().UtcDateTime.AddDays(-days), cancellation);
            if (removed > 0) Log.RetentionRemoved(logger, project.Number, removed);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The next round tries again.
            Log.RetentionFailed(logger, project.Number, error);
        }
    }

    private async Task PurgeAsync(CancellationToken cancellation)
    {
        try
        {
            await epochs.PurgeAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The next round tries again.
            Log.PurgeFailed(logger, error);
        }
    }

    /// <summary>Erases what removed projects still have: first their keys, which closes the rest whatever else fails, then what is in the store.</summary>
    internal async Task EraseRemovedAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var (number, id) in await RemovedProjects.ReadAsync(database, cancellation))
            {
                if (id is { } project) await keys.ForgetProjectAsync(project);
                if (!await events.HasRemainsAsync(number, cancellation)) continue;
                var removed = await events.EraseAllAsync(number, cancellation);
                Log.RemovedProjectErased(logger, removed, number);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The next round tries again.
            Log.ErasureFailed(logger, error);
        }
    }
}
