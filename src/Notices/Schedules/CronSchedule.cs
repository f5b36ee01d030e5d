using Cronos;

namespace Footfall.Notices.Schedules;

/// <summary>By a cron expression: minute, hour, day of the month, month, day of the week.</summary>
public sealed class CronSchedule : ISchedule
{
    /// <summary>How far back is looked, step by step, so that what is due each minute is found without a year of minutes. A 29 February may be eight years away.</summary>
    private static readonly TimeSpan[] Reaches = [TimeSpan.FromHours(2), TimeSpan.FromDays(2), TimeSpan.FromDays(40), TimeSpan.FromDays(400), TimeSpan.FromDays(3000)];

    private readonly CronExpression cron;

    private CronSchedule(CronExpression cron, TimeZoneInfo zone) => (this.cron, Zone) = (cron, zone);

    public TimeZoneInfo Zone { get; }

    public string Words => $"cron {cron}, {Zone.Id}";

    /// <summary>Null where it is no expression, or one of a day that never is.</summary>
    public static CronSchedule? Read(string text, TimeZoneInfo zone)
    {
        try
        {
            var cron = CronExpression.Parse(text);
            return cron.GetNextOccurrence(DateTimeOffset.UnixEpoch, zone) is null ? null : new CronSchedule(cron, zone);
        }
        catch (Exception error) when (error is CronFormatException or MissingSeedException)
        {
            // Also what asks for chance (H): the next run of the agent could not know what was due in this one.
            return null;
        }
    }

    /// <remarks>
    /// Forwards, because what the library finds backwards is another moment where clocks skip: a second before the gap in place of its end.
    /// </remarks>
    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        foreach (var reach in Reaches)
        {
            if (cron.GetOccurrences(now - reach, now, Zone, fromInclusive: true, toInclusive: true).Cast<DateTimeOffset?>().LastOrDefault() is { } due) return due;
        }

        return DateTimeOffset.MinValue;
    }
}
