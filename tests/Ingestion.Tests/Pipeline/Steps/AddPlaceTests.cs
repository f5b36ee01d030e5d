using System.Net;
using Footfall.Events;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Pipeline;
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

    [Fact]
    public void WhatATrustedSenderKnowsTakesThePlaceOfTheAddress()
    {
        var draft = SomeTrip.Draft();
        draft.Enriched = new Enriched(Client.Unknown, new Place("DE", "BE", "Berlin"));
        var (trusted, stranger) = (SomeTrip.Of(draft, hit: new RawHit { Address = IPAddress.Parse("8.8.8.8") }, trusted: true), SomeTrip.Of(draft, hit: new RawHit { Address = IPAddress.Parse("8.8.8.8") }));

        new AddPlace(places).Take(trusted);
        new AddPlace(places).Take(stranger);

        Assert.Equal("Berlin", trusted.Event.Place.City);
        Assert.Equal("US", stranger.Event.Place.Country);
    }

    [Theory]
    [InlineData(true, false, null, false, false)]
    [InlineData(false, true, null, false, false)]
    [InlineData(true, false, "1.1.1.1", false, false)]
    [InlineData(true, false, "8.8.8.8", true, true)]
    [InlineData(true, true, "8.8.8.8", true, false)]
    public void WhereAServerStandsIsNobodysPlaceUnlessItMayTellItsClients(bool sentByServer, bool withoutPlace, string? address, bool trusted, bool isKnown)
    {
        var draft = SomeTrip.Draft();
        (draft.SentByServer, draft.WithoutPlace, draft.Address) = (sentByServer, withoutPlace, address);
        var trip = SomeTrip.Of(draft, hit: new RawHit { Address = IPAddress.Parse("8.8.4.4") }, trusted: trusted);

        new AddPlace(places).Take(trip);

        Assert.Equal(isKnown ? "US" : null, trip.Event.Place.Country);
    }

    public void Dispose() => places.Dispose();
}
