using System.Collections.Concurrent;
using Footfall.Events;
using Footfall.Storage.Live;

namespace Footfall.Query.Endpoints;

/// <summary>Visitors now, counted at most once a second a project however many watch, so that watchers cost the collector nothing. Thread-safe.</summary>
internal sealed class LiveCounts(LiveFeed feed, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ProjectNumber, (long At, int Count)> counts = [];

    public int VisitorsNow(ProjectNumber project)
    {
        var now = time.GetTimestamp();
        if (counts.TryGetValue(project, out var known) && time.GetElapsedTime(known.At, now) < Fresh) return known.Count;
        var count = feed.VisitorsNow(project);
        counts[project] = (now, count);
        return count;
    }
}
