using Footfall.Cli.Demo;
using Xunit;

namespace Footfall.Cli.Tests.Demo;

public sealed class DemoCalendarTests
{
    private static readonly DemoCalendar s_calendar = new(1, 1000);
    private static readonly DateOnly s_first = new(2026, 1, 1);

    [Fact]
    public void WeekendsAreQuieter()
    {
        var days = Enumerable.Range(0, 364).Select(s_first.AddDays).Where(day => !s_calendar.IsTalkedAbout(day)).ToArray();
        Assert.True(Mean(days, DayOfWeek.Saturday) < 0.85 * Mean(days, DayOfWeek.Tuesday));
    }

    [Fact]
    public void TheShopGrows() =>
        Assert.True(Enumerable.Range(0, 90).Average(index => (double)s_calendar.Visitors(s_first.AddDays(index), 0))
            < 0.75 * Enumerable.Range(0, 90).Average(index => (double)s_calendar.Visitors(s_first.AddDays(index), 1)));

    [Fact]
    public void AFewDaysAYearAreTalkedAbout() =>
        Assert.InRange(Enumerable.Range(0, 3650).Count(index => s_calendar.IsTalkedAbout(s_first.AddDays(index))), 60, 150);

    [Fact]
    public void PeopleSleepAtNight()
    {
        var random = new DemoRandom(1);
        var hours = Enumerable.Range(0, 20_000).Select(_ => DemoCalendar.Hour(random, -6).Hours).ToArray();
        Assert.True(hours.Count(hour => hour is 8 or 9 or 10) * 5 < hours.Count(hour => hour is 16 or 17 or 18));
        Assert.All(hours, hour => Assert.InRange(hour, 0, 23));
    }

    private static double Mean(DateOnly[] days, DayOfWeek weekday) =>
        days.Where(day => day.DayOfWeek == weekday).Average(day => (double)s_calendar.Visitors(day, 0.5));
}
