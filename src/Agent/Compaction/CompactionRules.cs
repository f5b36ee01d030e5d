using Footfall.Sealing.Segments;

namespace Footfall.Agent.Compaction;

/// <summary>When envelopes are compacted and segments merged. The browser's are the same (web/dashboard/src/sealed/compaction/rules.ts).</summary>
public sealed record CompactionRules
{
    private const int DayHours = 24;

    /// <summary>Events of a segment of envelopes, about.</summary>
    public int FreshEvents { get; init; } = 100_000;

    /// <summary>What waits longer than a day is compacted where there is this much of it.</summary>
    public int LeastEvents { get; init; } = 10_000;

    /// <summary>So many fresh segments of an epoch become one.</summary>
    public int MergeAt { get; init; } = 10;

    /// <summary>A segment of as many events is not fresh any more.</summary>
    public long MergedEvents { get; init; } = 500_000;

    /// <summary>No merged segment gets more.</summary>
    public long MostMerged { get; init; } = 1_200_000;

    /// <summary>Envelopes wait for so long: later ones may still be on their way through other readers.</summary>
    public int RipeHours { get; init; } = 2;

    /// <summary>The last hour of receipt whose envelopes may be compacted, in hours since 1970.</summary>
    internal long LastRipeHour(DateTimeOffset now) => now.ToUnixTimeSeconds() / 3600 - RipeHours - 1;

    /// <summary>Whether an epoch's envelopes are worth it.</summary>
    /// <param name="hours">The hour of receipt of each that waits.</param>
    /// <param name="eventsAnEnvelope">On average.</param>
    internal bool IsDue(IReadOnlyCollection<long> hours, double eventsAnEnvelope, DateTimeOffset now)
    {
        var ripe = LastRipeHour(now);
        return hours.Count(hour => hour <= ripe) * eventsAnEnvelope >= FreshEvents || hours.Count(hour => hour < ripe - DayHours) * eventsAnEnvelope >= LeastEvents;
    }

    /// <summary>The segments to put one in the place of: fresh ones to merge, the oldest first, or one to write anew; none where all is as it should be.</summary>
    internal IReadOnlyList<Manifest> ToReplace(IEnumerable<Manifest> live)
    {
        var all = live.ToList();
        var fresh = all.Where(manifest => manifest.Description!.Rows < MergedEvents).Take(MergeAt).ToList();
        if (fresh.Count == MergeAt && fresh.Sum(manifest => manifest.Description!.Rows) <= MostMerged) return fresh;
        // Browsers write Arrow, which takes a browser several times as long to open as a database file.
        return [.. all.Where(manifest => manifest.Description!.Form == "arrow").Take(1)];
    }
}
