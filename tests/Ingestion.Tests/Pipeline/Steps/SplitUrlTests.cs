using Footfall.Events;
using Footfall.Ingestion.Pipeline.Steps;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class SplitUrlTests
{
    private readonly SplitUrl step = new();

    [Fact]
    public void TheUrlIsTakenApart()
    {
        var trip = SomeTrip.Of(SomeTrip.Draft(url: "https://Example.org/pricing?plan=pro"));

        Assert.Null(step.Take(trip));
        Assert.Equal(("example.org", "/pricing", "?plan=pro"), (trip.Event.Hostname, trip.Event.Path, trip.Event.UrlQuery));
    }

    [Fact]
    public void AnEventWithoutAPageIsFine() => Assert.Null(step.Take(SomeTrip.Of(SomeTrip.Draft(url: null))));

    [Fact]
    public void ARelativeUrlIsRefused() => Assert.Equal(DropReason.InvalidUrl, step.Take(SomeTrip.Of(SomeTrip.Draft(url: "/pricing")))?.Reason);
}
