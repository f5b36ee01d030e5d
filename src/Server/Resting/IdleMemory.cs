using System.Runtime;
using Footfall.Server.Metrics;
using Microsoft.Extensions.Hosting;

namespace Footfall.Server.Resting;

/// <summary>
/// Gives back, once the server rests, what the start and the last busy time needed: a small server is idle for most of its life, on a machine that has other
/// things to do. The pause of some tens of milliseconds meets nobody.
/// </summary>
internal sealed class IdleMemory(RequestMetrics requests, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>Longer than the event store takes until it lets go of its own blocks (<c>EventStoreOptions.IdleAfter</c>): only then can the allocator return them.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(14);

    /// <summary>So that a visitor a minute does not make it clean up each minute.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var decider = new RestDecider(Quiet, Pause);
        var began = time.GetTimestamp();
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (decider.ShouldRest(requests.LastBegan, time.GetElapsedTime(began))) GiveBack();
        }
    }

    internal static void GiveBack()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!OperatingSystem.IsLinux()) return;
        NativeMemoryCalls.Trim();
        MappedCode.LetGo();
    }
}
