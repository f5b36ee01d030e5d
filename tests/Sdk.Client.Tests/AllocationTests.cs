using Footfall.Client;
using Xunit;

namespace Footfall.Sdk.Client.Tests;

/// <summary>What a call allocates on the caller's thread; bench/SdkClient.cs measures the same.</summary>
public sealed class AllocationTests
{
    private const int Budget = 700;
    private const int Calls = 2000;

    [Fact]
    public async Task ACallStaysWithinItsBudget()
    {
        await using var world = new Clients(options => (options.MaxQueue, options.BatchSize) = (100_000, 1000));
        Track(world.Client);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Track(world.Client);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Calls, 1, Budget);
    }

    private static void Track(FootfallClient client)
    {
        for (var i = 0; i < Calls; i++) client.TrackEvent("timer.started", new() { ["project"] = "p1", ["task"] = "t1", ["seats"] = i });
    }
}
