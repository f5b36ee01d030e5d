namespace Footfall.Notices.Schedules;

/// <summary>When something is due, by the clock on a wall of a time zone.</summary>
public interface ISchedule
{
    TimeZoneInfo Zone { get; }

    /// <summary>For people, with the time zone.</summary>
    string Words { get; }

    /// <summary>The last moment at or before <paramref name="now"/> at which it was due.</summary>
    DateTimeOffset LastDue(DateTimeOffset now);
}
