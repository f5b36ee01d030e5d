namespace Footfall.Agent.Digests;

/// <summary>When something is due: each hour, each day at a time, or each week on a day at a time, by the clock on a wall of its time zone.</summary>
/// <param name="Every"><c>hour</c>, <c>day</c> or <c>week</c>.</param>
public sealed record Schedule(string Every, DayOfWeek On, TimeOnly At, TimeZoneInfo Zone)
{
    /// <summary>The last moment at or before <paramref name="now"/> at which it was due.</summary>
    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        if (Every == "hour") return DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
        if (Moment(day) > now) day = day.AddDays(-1);
        while (Every == "week" && day.DayOfWeek != On) day = day.AddDays(-1);
        return Moment(day);
    }

    private DateTimeOffset Moment(DateOnly day)
    {
        var local = day.ToDateTime(At);
        // A time that the clocks skip is due when they have.
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }
}
