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

    /// <summary>The segments to merge, the oldest first; none where there are not enough.</summary>
    internal IReadOnlyList<Manifest> ToMerge(IEnumerable<Manifest> live)
    {
        // A rewrite of one segment is as fresh as that was.
        var fresh = live.Where(manifest => manifest.Replaces.Count <= 1).Take(MergeAt).ToList();
        return fresh.Count == MergeAt ? fresh : [];
    }
}
