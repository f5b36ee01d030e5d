using Footfall.Notices.Schedules;

namespace Footfall.Agent.Streams;

/// <summary>Which periods of a stream are to be asked about.</summary>
public static class StreamPeriods
{
    /// <summary>A period's last events are a while on their way: trackers gather, browsers retry, the agent reads each minute. What comes later than this is not counted.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    /// <summary>What is made up for after the agent was off, at the most.</summary>
    private const int Most = 1000;

    /// <summary>Those that are over, begin at or behind <paramref name="done"/> and are not older than <paramref name="oldest"/>, the earliest first. They never overlap.</summary>
    /// <param name="done">The end of the last one that is in the stream.</param>
    /// <param name="oldest">Events from before may be gone already, and half an answer would be a wrong one.</param>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Due(ISchedule schedule, DateTimeOffset done, DateTimeOffset oldest, DateTimeOffset now)
    {
        List<(DateTimeOffset From, DateTimeOffset To)> periods = [];
        for (var end = schedule.LastDue(now - Settling); end > done && periods.Count < Most; end = periods[^1].From)
        {
            var begin = Before(schedule, end);
            if (begin < done) begin = done;
            if (begin < oldest) break;
            periods.Add((begin, end));
        }

        periods.Reverse();
        return periods;
    }

    /// <summary>The moment at which it was due before it was at <paramref name="end"/>.</summary>
    private static DateTimeOffset Before(ISchedule schedule, DateTimeOffset end) => schedule.LastDue(end.AddTicks(-1));
}
