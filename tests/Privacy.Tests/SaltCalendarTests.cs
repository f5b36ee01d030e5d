using Xunit;

namespace Footfall.Privacy.Tests;

public class SaltCalendarTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    [Fact]
    public void TheFirstDayHasNoPrevious()
    {
        var decision = SaltCalendar.Decide(At(Day, 10), []);

        Assert.Equal(Day, decision.Current);
        Assert.Null(decision.Previous);
        Assert.Empty(decision.Destroy);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(5.9, true)]
    [InlineData(6, false)]
    [InlineData(20, false)]
    public void YesterdaysSaltCarriesOnlyInTheFirstHours(double hour, bool carries)
    {
        var decision = SaltCalendar.Decide(At(Day, hour), [Day.AddDays(-1), Day]);

        Assert.Equal(carries ? Day.AddDays(-1) : null, decision.Previous);
        Assert.Equal(carries ? [] : [Day.AddDays(-1)], decision.Destroy);
    }

    [Fact]
    public void ASaltOfTheDayBeforeYesterdayIsDestroyedAtOnce() =>
        Assert.Equal([Day.AddDays(-2)], SaltCalendar.Decide(At(Day, 0), [Day.AddDays(-2), Day]).Destroy);

    [Fact]
    public void AClockThatStepsBackOverMidnightByMinutesKeepsItsSalt()
    {
        var decision = SaltCalendar.Decide(At(Day, 23.5), [Day, Day.AddDays(1)]);

        Assert.Equal(Day.AddDays(1), decision.Current);
        Assert.Equal(Day, decision.Previous);
    }

    [Fact]
    public void ASaltFromAWrongFutureIsDestroyed()
    {
        var decision = SaltCalendar.Decide(At(Day, 12), [Day, Day.AddDays(1), new DateOnly(2100, 1, 1)]);

        Assert.Equal(Day, decision.Current);
        Assert.Equal([Day.AddDays(1), new DateOnly(2100, 1, 1)], decision.Destroy);
    }

    private static DateTime At(DateOnly day, double hour) => SaltCalendar.Start(day).AddHours(hour);
}
