using System.Net;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Privacy;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public sealed class AddVisitorTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly Visitors visitors;
    private readonly AddVisitor step;

    public AddVisitorTests()
    {
        var clock = new FakeClock();
        visitors = new Visitors(SaltStore.Open(directory["salts"], clock, NullLogger<SaltStore>.Instance), clock, NullLogger<Visitors>.Instance);
        step = new AddVisitor(visitors);
    }

    [Fact]
    public void AnAnonymousVisitorIsAHashOfTheHit()
    {
        var one = Take(SomeTrip.Draft());
        var other = Take(SomeTrip.Draft(), hit: new RawHit { Address = IPAddress.Loopback, UserAgent = SomeTrip.Chrome });

        Assert.Equal(one.Visitor, Take(SomeTrip.Draft()).Visitor);
        Assert.NotEqual(one.Visitor, other.Visitor);
        Assert.Null(one.ClientVisitor);
    }

    [Fact]
    public void AnIdentifiedVisitorIsWhoTheClientSays()
    {
        var project = Some.ProjectNumbered(1, TrustMode.Identified);
        var @event = Take(new Draft { Name = "pageview", Visitor = "v1", Session = "s1", User = "u1" }, project);

        Assert.Equal(VisitorHash.OfClient(project.Number, "v1"), @event.Visitor);
        Assert.Equal(("v1", "s1", "u1"), (@event.ClientVisitor, @event.Session, @event.User));
    }

    [Fact]
    public void AnIdentifiedProjectWithoutAVisitorHasTheAnonymousHash()
    {
        var project = Some.ProjectNumbered(1, TrustMode.Identified);

        Assert.Equal(Take(SomeTrip.Draft()).Visitor, Take(new Draft { Name = "pageview", User = "u1" }, project).Visitor);
    }

    [Fact]
    public void WhoOptedOutHasNoVisitorAtAll()
    {
        var trip = SomeTrip.Of(new Draft { Name = "pageview", Visitor = "v1", Session = "s1", User = "u1" }, Some.ProjectNumbered(1, TrustMode.Identified));
        trip.Anonymously = true;

        step.Take(trip);

        Assert.Equal((null, null, null, null), (trip.Event.Visitor, trip.Event.ClientVisitor, trip.Event.Session, trip.Event.User));
    }

    [Fact]
    public void ATrustedSenderNamesWhoseEventItIs()
    {
        var named = new Draft { Name = "pageview", Address = "203.0.113.9", UserAgent = SomeTrip.Chrome };
        var server = new RawHit { Address = IPAddress.Loopback, UserAgent = "server" };

        Assert.Equal(Take(SomeTrip.Draft()).Visitor, Take(named, hit: server, trusted: true).Visitor);
        Assert.NotEqual(Take(SomeTrip.Draft()).Visitor, Take(named, hit: server).Visitor);
    }

    [Fact]
    public void WhoIsToldOfAnotherDayIsKnownForThatDayOnly()
    {
        VisitorId? Of(int day, string agent = SomeTrip.Chrome)
        {
            var trip = SomeTrip.Of(new Draft { Name = "pageview", Address = "203.0.113.9", UserAgent = agent }, trusted: true);
            trip.Event.Time = Some.Now.AddDays(day);
            Assert.Null(step.Take(trip));
            return trip.Event.Visitor;
        }

        Assert.Equal(Of(-1), Of(-1));
        Assert.NotEqual(Of(-1), Of(-2));
        Assert.NotEqual(Of(-1), Of(0));
        Assert.NotEqual(Of(-1), Of(-1, "other"));
    }

    [Fact]
    public void ATrustedSendersNameOfAVisitorIsHashedForItsDayAndNotKept()
    {
        Event Of(string named, int day)
        {
            var trip = SomeTrip.Of(new Draft { Name = "pageview", Visitor = named }, trusted: true, hit: new RawHit { Address = IPAddress.Loopback, UserAgent = named + day });
            trip.Event.Time = Some.Now.AddDays(day);
            Assert.Null(step.Take(trip));
            return trip.Event;
        }

        Assert.Equal(Of("v1", 0).Visitor, Of("v1", 0).Visitor);
        Assert.Equal(4, new[] { Of("v1", 0), Of("v2", 0), Of("v1", -1), Of("v2", -1) }.Select(e => e.Visitor).Distinct().Count());
        Assert.Null(Of("v1", 0).ClientVisitor);
        Assert.NotEqual(VisitorHash.OfClient(Some.ProjectNumbered(1).Number, "v1"), Of("v1", 0).Visitor);
    }

    public void Dispose()
    {
        visitors.Dispose();
        directory.Dispose();
    }

    private Event Take(Draft draft, Project? project = null, RawHit? hit = null, bool trusted = false)
    {
        var trip = SomeTrip.Of(draft, project, hit, trusted);
        Assert.Null(step.Take(trip));
        return trip.Event;
    }
}
