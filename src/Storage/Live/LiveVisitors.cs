using Footfall.Events;

namespace Footfall.Storage.Live;

/// <summary>
/// Distinct visitors of one project in the last five minutes. Not thread-safe. Bounded by the visitors of five minutes: what is older is let go as time
/// passes.
/// </summary>
internal sealed class LiveVisitors
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Dictionary<VisitorId, DateTime> lastSeen = [];
    private DateTime cleaned = DateTime.MinValue;

    public void See(VisitorId visitor, DateTime at, DateTime now)
    {
        if (at <= now - Window)
            return;
        // A clock of the future must not keep a visitor for longer.
        var seen = at < now ? at : now;
        if (!lastSeen.TryGetValue(visitor, out var before) || before < seen)
            lastSeen[visitor] = seen;
        if (now - cleaned > Window || now < cleaned)
            Clean(now);
    }

    public int Count(DateTime now)
    {
        Clean(now);
        return lastSeen.Count;
    }

    private void Clean(DateTime now)
    {
        cleaned = now;
        foreach (var (visitor, seen) in lastSeen)
        {
            if (seen <= now - Window)
                lastSeen.Remove(visitor);
        }
    }
}
