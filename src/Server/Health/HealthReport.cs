using System.Globalization;
using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Journal.Draining;
using Footfall.Storage.Events;

namespace Footfall.Server.Health;

/// <summary>Looks at the store, the journal, the disk and the clock.</summary>
public sealed class HealthReport(EventStore store, EventJournal journal, Drainer drainer, DataDirectory data, TimeProvider clock)
{
    /// <summary>Free space below which the disk counts as failing: what the journal leaves to others.</summary>
    private const long LeastFreeBytes = 64L * 1024 * 1024;

    private static readonly QueryLimits StoreLimits = new(TimeSpan.FromSeconds(5));

    /// <summary>A wall clock that went back by more than this since the last look is told.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset startedAt = clock.GetUtcNow();
    private readonly long startedTicks = clock.GetTimestamp();

    public async Task<HealthAnswer> LookAsync(CancellationToken cancellation)
    {
        var parts = new Dictionary<string, HealthPart>
        {
            ["store"] = await StoreAsync(cancellation),
            ["journal"] = Journal(),
            ["disk"] = Disk(),
            ["clock"] = Clock(),
        };
        var status = parts.Values.Any(p => p.Status == "failing") ? "failing" : parts.Values.Any(p => p.Status == "draining") ? "draining" : "ok";
        return new HealthAnswer(status, ProductVersion.Text, parts);
    }

    private async Task<HealthPart> StoreAsync(CancellationToken cancellation)
    {
        try
        {
            await store.Reader.QueryAsync("SELECT 1", [], StoreLimits, cancellation);
            return new HealthPart("ok", "The event store answers.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new HealthPart("failing", $"The event store does not answer: {failure.Message}");
        }
    }

    private HealthPart Journal()
    {
        var (bytes, events) = journal.Depth();
        var depth = string.Create(CultureInfo.InvariantCulture, $"{events} events ({bytes} bytes) wait for the store.");
        if (!journal.IsWell) return new HealthPart("failing", $"The journal cannot take events now. {depth}");
        var drain = drainer.Status;
        return drain.State switch
        {
            DrainerState.Draining => new HealthPart("draining", $"Moving what the last run left into the store: {depth}"),
            DrainerState.StoreUnavailable => new HealthPart("failing", $"The store takes nothing ({drain.Failure}); the journal keeps what comes in. {depth}"),
            _ => new HealthPart("ok", depth),
        };
    }

    private HealthPart Disk()
    {
        var free = new DriveInfo(data.FullPath).AvailableFreeSpace;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{free / 1024 / 1024} MiB are free.");
        return new HealthPart(free < LeastFreeBytes ? "failing" : "ok", detail);
    }

    /// <summary>Compares the wall clock with the steady one since the start. A step is told, not failed: collection goes on by times of receipt.</summary>
    private HealthPart Clock()
    {
        var stepped = clock.GetUtcNow() - startedAt - clock.GetElapsedTime(startedTicks);
        return new HealthPart("ok", stepped.Duration() < ClockTolerance
            ? string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}, steady since the start.")
            : string.Create(CultureInfo.InvariantCulture, $"The wall clock has stepped by {stepped.TotalSeconds:0} s since the start."));
    }
}
