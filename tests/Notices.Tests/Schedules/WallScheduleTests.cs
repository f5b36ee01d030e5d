using System.Globalization;
using Footfall.Notices.Schedules;
using Xunit;

namespace Footfall.Notices.Tests.Schedules;

public sealed class WallScheduleTests
{
    [Theory]
    [InlineData("hour", "UTC", "2026-06-10T12:34:56Z", "2026-06-10T12:00:00Z")]
    [InlineData("day", "UTC", "2026-06-10T08:00:00Z", "2026-06-10T08:00:00Z")]
    [InlineData("day", "UTC", "2026-06-10T07:59:59Z", "2026-06-09T08:00:00Z")]
    [InlineData("day", "Europe/Berlin", "2026-06-10T06:30:00Z", "2026-06-10T06:00:00Z")]
    [InlineData("day", "Europe/Berlin", "2026-01-10T06:30:00Z", "2026-01-09T07:00:00Z")]
    [InlineData("week", "UTC", "2026-06-10T12:00:00Z", "2026-06-08T08:00:00Z")]
    [InlineData("week", "UTC", "2026-06-08T07:00:00Z", "2026-06-01T08:00:00Z")]
    [InlineData("week", "Pacific/Auckland", "2026-06-07T21:00:00Z", "2026-06-07T20:00:00Z")]
    public void ItIsDueByTheClockOnTheWall(string every, string zone, string now, string due) =>
        Assert.Equal(At(due), new WallSchedule(every, DayOfWeek.Monday, new TimeOnly(8, 0), TimeZoneInfo.FindSystemTimeZoneById(zone)).LastDue(At(now)).ToUniversalTime());

    [Theory]
    [InlineData("2026-03-29T10:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25T00:29:59Z", "2026-10-24T00:30:00Z")]
    [InlineData("2026-10-25T00:45:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T10:00:00Z", "2026-10-25T00:30:00Z")]
    public void ATimeThatTheClocksSkipIsDueWhenTheyHaveAndOneThatTheyRepeatOnce(string now, string due)
    {
        var schedule = new WallSchedule("day", default, new TimeOnly(2, 30), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal(At(due), schedule.LastDue(At(now)).ToUniversalTime());
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
