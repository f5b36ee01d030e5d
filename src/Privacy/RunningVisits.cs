using System.Collections.Concurrent;
using Footfall.Events;

namespace Footfall.Privacy;

/// <summary>
/// Visitors seen in the last half hour of a salt's day and since, by which a visit that runs over midnight keeps its visitor. Bounded: beyond the limit a
/// visit splits in two at midnight, which miscounts but tells nothing. Thread-safe.
/// </summary>
internal sealed class RunningVisits(int limit)
{
    /// <summary>A visit ends after this long without an event.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<VisitorId, long> lastSeen = new();

    /// <summary>Remembers that the visitor was here.</summary>
    public void Touch(VisitorId visitor, DateTime now)
    {
        // Count walks all locks of the dictionary; near the limit an approximation is as good.
        if (lastSeen.ContainsKey(visitor) || lastSeen.Count < limit) lastSeen[visitor] = now.Ticks;
    }

    /// <summary>True, and remembered anew, where the visitor's visit is still running.</summary>
    public bool Continue(VisitorId visitor, DateTime now)
    {
        if (!lastSeen.TryGetValue(visitor, out var seen) || now.Ticks - seen > Pause.Ticks) return false;
        lastSeen[visitor] = now.Ticks;
        return true;
    }

    public bool Any(DateTime now) => lastSeen.Any(entry => now.Ticks - entry.Value <= Pause.Ticks);

    public void Clear() => lastSeen.Clear();
}
