using System.Diagnostics;
using Footfall.Events;
using Footfall.Server;
using Footfall.Storage.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Bench.Traffic;

/// <summary>
/// Fills the store with made events by the call that the drainer makes (<see cref="EventStore.Commit"/>: duplicates, visits, books and rows in one transaction,
/// 20,000 events each). They lie in the 56 days before today, so that the dashboard's 28 days and the 28 before them hold them all.
/// </summary>
internal static class FillStore
{
    public const int Days = 56;

    private const int BatchSize = 20_000;

    public static async Task<int> RunAsync(long events)
    {
        var settings = BenchHost.Settings();
        using var data = DataDirectory.Take(settings.DataDirectory);
        await using var app = await FootfallServer.BuildAsync(settings, data);
        var project = await BenchProject.EnsureAsync(app.Services);
        var store = app.Services.GetRequiredService<EventStore>();
        var today = DateTime.SpecifyKind(TimeProvider.System.GetUtcNow().UtcDateTime.Date, DateTimeKind.Utc);
        var watch = Stopwatch.StartNew();
        long batch = 0;
        foreach (var some in new MadeTraffic(project.Number, today.AddDays(-Days), today, events).Events().Chunk(BatchSize))
            store.Commit(new DrainBatch("bench", new JournalPosition(1, ++batch), some, Books(project.Number, some)));
        Console.WriteLine($"fill\t{events / watch.Elapsed.TotalSeconds:0}");
        return 0;
    }

    private static LedgerDelta[] Books(ProjectNumber project, Event[] some) =>
    [
        .. some.GroupBy(e => new DateTime(e.ReceivedAt.Ticks - (e.ReceivedAt.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc)).SelectMany(hour => new LedgerDelta[]
        {
            new(project, hour.Key, LedgerEntry.Received, null, hour.Count()),
            new(project, hour.Key, LedgerEntry.Journalled, null, hour.Count()),
        }),
    ];
}
