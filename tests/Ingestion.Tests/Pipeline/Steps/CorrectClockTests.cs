using Footfall.Events;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class CorrectClockTests
{
    private readonly CorrectClock step = new();

    /// <summary>All in minutes before or after receipt; null: not sent.</summary>
    [Theory]
    [InlineData(null, null, false, 0)]
    [InlineData(-3.0, null, false, -3)]
    [InlineData(-3.0, 0.0, false, -3)]
    [InlineData(-3.0, 4.9, false, -3)] // the clocks differ by less than five minutes: left alone
    [InlineData(57.0, 60.0, false, -3)] // an hour fast, three minutes before sending
    [InlineData(-63.0, -60.0, false, -3)] // an hour slow
    [InlineData(-63.0, -60.0, true, -63)] // an hour slow, or a retry an hour later: nobody knows, so the time stands
    [InlineData(-20000.0, 0.0, false, -10080)] // held at seven days
    [InlineData(30.0, 0.0, false, 5)] // held at five minutes
    [InlineData(500000.0, 500003.0, false, -3)]
    [InlineData(null, 500000.0, false, 0)]
    public void TheTimeIsCorrectedAndHeld(double? time, double? sent, bool retry, double expected)
    {
        var trip = SomeTrip.Of(SomeTrip.Draft(time: Minutes(time)), sentAt: Minutes(sent), retry: retry);

        Assert.Null(step.Take(trip));
        Assert.Equal(Minutes(expected), trip.Event.Time);
    }

    [Fact]
    public void ATrustedTimeStandsAsItIs()
    {
        var trip = SomeTrip.Of(SomeTrip.Draft(time: Some.Now.AddYears(-3)), sentAt: Some.Now.AddHours(9), trusted: true);

        Assert.Null(step.Take(trip));
        Assert.Equal(Some.Now.AddYears(-3), trip.Event.Time);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1969)]
    [InlineData(9999)]
    public void ATimeThatNobodySetIsRefusedFromTrustedServersToo(int year)
    {
        var trip = SomeTrip.Of(SomeTrip.Draft(time: new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc)), trusted: true);

        Assert.Equal(DropReason.InvalidField, step.Take(trip)!.Value.Reason);
    }

    [Fact]
    public void WhatIsOlderThanTheProjectKeepsIsDropped()
    {
        var project = Some.ProjectNumbered() with { RetentionDays = 30 };

        Assert.Equal(DropReason.BeyondRetention, step.Take(SomeTrip.Of(SomeTrip.Draft(time: Some.Now.AddDays(-31)), project, trusted: true))?.Reason);
        Assert.Null(step.Take(SomeTrip.Of(SomeTrip.Draft(time: Some.Now.AddDays(-29)), project, trusted: true)));
    }

    [Fact]
    public void TimesAtTheEndsOfTheCalendarAreHeldToo()
    {
        foreach (var time in new[] { DateTime.MinValue, DateTime.MaxValue })
        {
            foreach (var sent in new DateTime?[] { null, DateTime.MinValue, DateTime.MaxValue, Some.Now })
            {
                var trip = SomeTrip.Of(SomeTrip.Draft(time: DateTime.SpecifyKind(time, DateTimeKind.Utc)), sentAt: sent);
                Assert.Null(step.Take(trip));
                Assert.InRange(trip.Event.Time, Some.Now.AddDays(-7), Some.Now.AddMinutes(5));
            }
        }
    }

    private static DateTime? Minutes(double? minutes) => minutes is { } m ? Some.Now.AddMinutes(m) : null;
}
