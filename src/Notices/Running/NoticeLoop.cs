using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Footfall.Notices.Running;

/// <summary>Runs the work each minute, one run after the other.</summary>
internal sealed class NoticeLoop(NoticeWork work, TimeProvider time, ILogger<NoticeLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await work.RunAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // One failure, such as a full disk, must not end reports for good.
                Log.RunFailed(log, error);
            }
        }
    }
}
