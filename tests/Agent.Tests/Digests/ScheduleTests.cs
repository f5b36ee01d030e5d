using System.Globalization;
using Footfall.Agent.Digests;
using Xunit;

namespace Footfall.Agent.Tests.Digests;

public sealed class ScheduleTests
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
        Assert.Equal(At(due), new Schedule(every, DayOfWeek.Monday, new TimeOnly(8, 0), TimeZoneInfo.FindSystemTimeZoneById(zone)).LastDue(At(now)).ToUniversalTime());

    [Fact]
    public void ATimeThatTheClocksSkipIsDueWhenTheyHave()
    {
        var schedule = new Schedule("day", default, new TimeOnly(2, 30), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal(At("2026-03-29T01:00:00Z"), schedule.LastDue(At("2026-03-29T10:00:00Z")).ToUniversalTime());
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
