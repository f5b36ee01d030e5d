using System.Collections.Concurrent;
using Footfall.Events;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Counts the requests of each project that has a limit, minute by minute. Thread-safe.</summary>
internal sealed class RateLimits
{
    private readonly ConcurrentDictionary<ProjectNumber, Minute> minutes = new();

    /// <summary>Null where the request may pass, else how long until the next one may.</summary>
    public TimeSpan? Take(Project project, DateTime now)
    {
        if (project.RateLimitPerMinute is not { } limit) return null;
        var minute = minutes.GetOrAdd(project.Number, _ => new Minute());
        return minute.Take(now, limit) ? null : TimeSpan.FromSeconds(60 - now.Second);
    }

    private sealed class Minute
    {
        private readonly Lock gate = new();
        private long number;
        private int taken;

        public bool Take(DateTime now, int limit)
        {
            var current = now.Ticks / TimeSpan.TicksPerMinute;
            lock (gate)
            {
                if (number != current) (number, taken) = (current, 0);
                return taken++ < limit;
            }
        }
    }
}
