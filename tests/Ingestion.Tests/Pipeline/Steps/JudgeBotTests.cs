using System.Net;
using Footfall.Events;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Privacy;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class JudgeBotTests
{
    private const string Curl = "curl/8.5.0";
    private static readonly JudgeBot Step = new(new BotDetector());

    [Theory]
    [InlineData(SomeTrip.Chrome, null, false, null)]
    [InlineData(Curl, null, false, "a reason")]
    [InlineData(Curl, "footfall.js/0.1.0", false, "a reason")]
    [InlineData(Curl, "footfall-dotnet/0.1.0", false, null)]
    [InlineData(Curl, "footfall-node", false, null)]
    [InlineData(Curl, "footfall-nodes", false, "a reason")]
    [InlineData(Curl, null, true, null)]
    public void BrowsersAreJudgedAndServersAreNot(string userAgent, string? library, bool trusted, string? reason)
    {
        var draft = SomeTrip.Draft();
        draft.Library = library;
        var trip = SomeTrip.Of(draft, hit: new RawHit { UserAgent = userAgent }, trusted: trusted);

        Assert.Null(Step.Take(trip));
        Assert.Equal(reason is null, trip.Event.BotReason is null);
    }

    [Theory]
    [InlineData("203.0.113.9", null)]
    [InlineData("198.51.100.9", BotReasons.Crawler)]
    public void WhoComesFromANetworkThatTheOwnerNamesIsNoBot(string address, string? reason)
    {
        var trip = SomeTrip.Of(SomeTrip.Draft(), project: Some.ProjectNumbered(1) with { BotExceptions = BotExceptions.Read(["network:203.0.113.0/24"]) }, hit: new RawHit { UserAgent = Curl, Address = IPAddress.Parse(address) });

        Step.Take(trip);

        Assert.Equal(reason, trip.Event.BotReason);
    }

    [Fact]
    public void WhatAProtocolKnowsToBeAServersIsNotJudgedByItsUserAgent()
    {
        var draft = SomeTrip.Draft();
        draft.SentByServer = true;
        var trip = SomeTrip.Of(draft, hit: new RawHit { UserAgent = Curl });

        Step.Take(trip);

        Assert.Null(trip.Event.BotReason);
    }

    [Fact]
    public void ADrivenBrowserSaysSo()
    {
        var draft = SomeTrip.Draft();
        draft.SaysAutomated = true;
        var trip = SomeTrip.Of(draft);

        Step.Take(trip);

        Assert.Equal(BotReasons.Automation, trip.Event.BotReason);
    }
}
