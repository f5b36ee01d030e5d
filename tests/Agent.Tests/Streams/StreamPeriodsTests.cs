using System.Globalization;
using Footfall.Notices.Schedules;
using Footfall.Agent.Streams;
using Xunit;

namespace Footfall.Agent.Tests.Streams;

public sealed class StreamPeriodsTests
{
    private static readonly CronSchedule Daily = CronSchedule.Read("0 0 * * *", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))!;

    [Fact]
    public void APeriodIsAskedAboutOnceItsEventsHaveCome()
    {
        Assert.Empty(Due("2026-06-09T22:00:00Z", "2026-06-10T22:09:59Z"));
        Assert.Equal("2026-06-09T22:00:00Z/2026-06-10T22:00:00Z", Assert.Single(Due("2026-06-09T22:00:00Z", "2026-06-10T22:10:00Z")));
    }

    [Fact]
    public void WhatWasMissedIsMadeUpForInItsOrderWithoutGapsAcrossAChangeOfClocks() => Assert.Equal(
        ["2026-10-23T22:00:00Z/2026-10-24T22:00:00Z", "2026-10-24T22:00:00Z/2026-10-25T23:00:00Z", "2026-10-25T23:00:00Z/2026-10-26T23:00:00Z"],
        Due("2026-10-23T22:00:00Z", "2026-10-27T12:00:00Z"));

    [Fact]
    public void AfterAChangeOfTheScheduleNothingIsCountedTwice() =>
        Assert.Equal("2026-06-10T06:00:00Z/2026-06-10T22:00:00Z", Assert.Single(Due("2026-06-10T06:00:00Z", "2026-06-11T12:00:00Z")));

    [Fact]
    public void WhatMayBePartlyDeletedIsLeftOut() =>
        Assert.Equal("2026-06-09T22:00:00Z/2026-06-10T22:00:00Z", Assert.Single(Due("2026-06-07T22:00:00Z", "2026-06-11T12:00:00Z", "2026-06-09T12:00:00Z")));

    private static List<string> Due(string done, string now, string oldest = "2020-01-01T00:00:00Z") =>
        [.. StreamPeriods.Due(Daily, At(done), At(oldest), At(now)).Select(period => $"{Text(period.From)}/{Text(period.To)}")];

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
