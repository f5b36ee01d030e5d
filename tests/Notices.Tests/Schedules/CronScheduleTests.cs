using System.Globalization;
using Footfall.Notices.Schedules;
using Xunit;

namespace Footfall.Notices.Tests.Schedules;

public sealed class CronScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("0 8 * * MON", "2026-06-10T12:00:00Z", "2026-06-08T06:00:00Z")]
    [InlineData("0 8 * * 1-5", "2026-06-14T12:00:00Z", "2026-06-12T06:00:00Z")]
    [InlineData("*/15 9-17 * * *", "2026-06-10T07:20:00Z", "2026-06-10T07:15:00Z")]
    [InlineData("* * * * *", "2026-06-10T07:20:30Z", "2026-06-10T07:20:00Z")]
    [InlineData("0 9 L * *", "2026-06-10T12:00:00Z", "2026-05-31T07:00:00Z")]
    [InlineData("0 0 1 1 *", "2026-12-31T22:59:59Z", "2025-12-31T23:00:00Z")]
    [InlineData("0 0 29 2 *", "2027-06-10T12:00:00Z", "2024-02-28T23:00:00Z")]
    public void ItIsDueByTheClockOnTheWall(string cron, string now, string due) => Assert.Equal(At(due), LastDue(cron, now));

    [Theory]
    [InlineData("30 2 * * *", "2026-03-29T00:59:59Z", "2026-03-28T01:30:00Z")]
    [InlineData("30 2 * * *", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("30 2 * * *", "2026-03-29T20:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("30 2 * * *", "2026-10-25T20:00:00Z", "2026-10-25T00:30:00Z")]
    public void ATimeThatTheClocksSkipIsDueWhenTheyHaveAndOneThatTheyRepeatOnce(string cron, string now, string due) => Assert.Equal(At(due), LastDue(cron, now));

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-29T00:00:00Z")]
    [InlineData("2026-03-29T01:30:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T00:00:00Z")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25T01:00:00Z")]
    public void WhatIsDueEachHourIsSoInEachHourThatThereIs(string now, string due) => Assert.Equal(At(due), LastDue("0 * * * *", now));

    [Theory]
    [InlineData("")]
    [InlineData("61 * * * *")]
    [InlineData("0 0 30 2 *")]
    [InlineData("H * * * *")]
    [InlineData("0 8 * *")]
    public void WhatIsNeverDueIsNoSchedule(string cron) => Assert.Null(CronSchedule.Read(cron, Berlin));

    private static DateTimeOffset LastDue(string cron, string now) => CronSchedule.Read(cron, Berlin)!.LastDue(At(now)).ToUniversalTime();

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
