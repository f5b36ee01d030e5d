using System.Net;
using Footfall.Events;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Privacy;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public sealed class AddPlaceTests : IDisposable
{
    private readonly GeoDatabase places = GeoDatabase.Open(null);

    [Fact]
    public void AnAddressBecomesAPlace()
    {
        var trip = SomeTrip.Of(SomeTrip.Draft(), hit: new RawHit { Address = IPAddress.Parse("8.8.8.8") });

        Assert.Null(new AddPlace(places).Take(trip));
        Assert.Equal("US", trip.Event.Place.Country);
    }

    [Fact]
    public void NoAddressIsNoPlace()
    {
        var trip = SomeTrip.Of(SomeTrip.Draft(), hit: new RawHit());

        new AddPlace(places).Take(trip);

        Assert.Equal(Place.Unknown, trip.Event.Place);
    }

    public void Dispose() => places.Dispose();
}
