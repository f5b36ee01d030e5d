using System.Diagnostics;
using Footfall.Bench.Traffic;
using Footfall.Events;
using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Journal.Draining;
using Footfall.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Bench;

/// <summary>Events a second from the journal into the store: appended first, while nothing drains, then drained by the server's own drainer alone.</summary>
internal static class DrainJournal
{
    private const int EntrySize = 500;

    public static async Task<int> RunAsync(long events)
    {
        var settings = BenchHost.Settings();
        using var data = DataDirectory.Take(settings.DataDirectory);
        await using var app = await FootfallServer.BuildAsync(settings, data);
        var project = await BenchProject.EnsureAsync(app.Services);
        var journal = app.Services.GetRequiredService<EventJournal>();
        var ticks = TimeProvider.System.GetUtcNow().UtcTicks;
        var now = new DateTime(ticks - (ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        var appending = Stopwatch.StartNew();
        var end = await AppendAsync(journal, project.Number, new MadeTraffic(project.Number, now.AddHours(-1), now, events) { ReceivedAt = now }, now);
        appending.Stop();
        var drainer = app.Services.GetRequiredService<Drainer>();
        var draining = Stopwatch.StartNew();
        await drainer.StartAsync(default);
        var isStored = await drainer.WaitStoredAsync(end, TimeSpan.FromMinutes(10), default);
        draining.Stop();
        await drainer.StopAsync(default);
        if (!isStored) throw new TimeoutException("The journal was not drained within ten minutes.");
        Console.WriteLine(FormattableString.Invariant($"append\t{events / appending.Elapsed.TotalSeconds:0}"));
        Console.WriteLine(FormattableString.Invariant($"drain\t{events / draining.Elapsed.TotalSeconds:0}"));
        return 0;
    }

    private static async Task<JournalPosition> AppendAsync(EventJournal journal, ProjectNumber project, MadeTraffic traffic, DateTime now)
    {
        JournalPosition end = default;
        foreach (var some in traffic.Events().Chunk(EntrySize))
        {
            var position = await journal.AppendAsync(new JournalEntry { Project = project, ReceivedAt = now, Events = some }, default);
            if (position > end) end = position;
        }

        return end;
    }
}
