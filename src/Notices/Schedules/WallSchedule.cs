using System.Globalization;

namespace Footfall.Notices.Schedules;

/// <summary>Each hour, each day at a time, each week on a day, or on the first of each month.</summary>
/// <param name="Every"><c>hour</c>, <c>day</c>, <c>week</c> or <c>month</c>.</param>
/// <param name="On">Of a week.</param>
public sealed record WallSchedule(string Every, DayOfWeek On, TimeOnly At, TimeZoneInfo Zone) : ISchedule
{
    public string Words => Every switch
    {
        "hour" => "each hour",
        "day" => $"each day at {Time}, {Zone.Id}",
        "month" => $"on the first of each month at {Time}, {Zone.Id}",
        _ => $"each {On} at {Time}, {Zone.Id}",
    };

    private string Time => At.ToString("HH:mm", CultureInfo.InvariantCulture);

    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        if (Every == "hour") return DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
        if (Moment(day) > now) day = day.AddDays(-1);
        while (Every == "week" && day.DayOfWeek != On) day = day.AddDays(-1);
        if (Every == "month") day = new DateOnly(day.Year, day.Month, 1);
        return Moment(day);
    }

    private DateTimeOffset Moment(DateOnly day)
    {
        var local = day.ToDateTime(At);
        // A time that the clocks skip is due when they have, one that they repeat is due the first time.
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local));
    }
}
