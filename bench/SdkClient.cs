using System.Diagnostics;
using Footfall.Client;

namespace Footfall.Bench;

/// <summary>
/// What a call of the .NET client costs the thread that makes it: bytes and nanoseconds an event with three props. The transport takes everything at once, so that the queue is never full.
/// </summary>
internal static class SdkClient
{
    private const int Calls = 100_000;

    /// <summary>Budgets, bytes an event; tests/Sdk.Client.Tests holds the client to the same.</summary>
    private const int Budget = 700;

    public static async Task<int> RunAsync(int rounds)
    {
        var options = new FootfallOptions { ApiBaseUrl = "https://stats.example.org", Key = "ff_bench", Transport = new Taking(), BatchSize = 1000, MaxQueue = 1_000_000, FlushInterval = TimeSpan.FromMinutes(1) };
        await using var client = new FootfallClient(options);
        List<double> bytes = [], nanoseconds = [];
        Round(client);
        for (var round = 0; round < rounds; round++)
        {
            await client.FlushAsync();
            var (allocated, took) = Round(client);
            bytes.Add(allocated);
            nanoseconds.Add(took);
        }

        Console.WriteLine($".NET client, allocated by a call\t{Spread.Of(bytes).Text("0")}\tbytes\t<= {Budget}");
        Console.WriteLine($".NET client, a call\t{Spread.Of(nanoseconds).Text("0")}\tns\t");
        return client.Status.Dropped == 0 ? 0 : 1;
    }

    private static (double Bytes, double Nanoseconds) Round(FootfallClient client)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Calls; i++) client.TrackEvent("timer.started", new() { ["project"] = "p1", ["task"] = "t1", ["seats"] = i });
        return ((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls, watch.Elapsed.TotalNanoseconds / Calls);
    }

    private sealed class Taking : IFootfallTransport
    {
        public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(new TransportAnswer(202));
    }
}
