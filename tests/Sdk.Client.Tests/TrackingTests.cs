using System.Text.Json;
using Footfall.Client;
using Xunit;

namespace Footfall.Sdk.Client.Tests;

public sealed class TrackingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnEventCarriesEverythingThatWasSaidOfIt()
    {
        await using var world = new Clients(options => options.Mode = ProjectMode.Identified);
        world.Client.TrackEvent(
            "order.placed",
            new() { ["plan"] = "pro", ["seats"] = 3, ["rate"] = 0.25, ["exact"] = 12.30m, ["paid"] = true, ["none"] = (string?)null, ["at"] = DateTimeOffset.UnixEpoch, ["tags"] = new[] { "a", "b" }, ["timing"] = new Props { ["seconds"] = 4 } },
            new()
            {
                Id = "order-1",
                Url = "https://example.org/order",
                Time = DateTimeOffset.UnixEpoch.AddSeconds(1.5),
                Revenue = new Revenue(42.50m, "EUR"),
                Interactive = false,
                Duration = TimeSpan.FromMilliseconds(100.9),
                Groups = new Dictionary<string, string> { ["deployment"] = "dep_1" },
                Visitor = "v",
                Session = "s",
                User = "u",
                Language = "en-GB",
            });
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(
            """{"id":"order-1","name":"order.placed","time":"1970-01-01T00:00:01.500Z","url":"https://example.org/order","language":"en-GB","interactive":false,"duration_ms":100,"revenue":{"amount":42.50,"currency":"EUR"},"groups":{"deployment":"dep_1"},"props":{"plan":"pro","seats":3,"rate":0.25,"exact":12.30,"paid":true,"at":"1970-01-01T00:00:00.000Z","tags":["a","b"],"timing":{"seconds":4}},"visitor":"v","session":"s","user":"u"}""",
            world.Only.GetRawText());
        Assert.Equal(new ClientStatus(0, 1, 0, null), world.Client.Status);
    }

    [Fact]
    public async Task AViewIsAPageviewWithItsPage()
    {
        await using var world = new Clients();
        world.Client.TrackView(new() { Url = "app://example.app/other", PageUrl = "app://example.app/start", PageTitle = "Start", PageReferrer = "app://example.app/", Props = new() { ["plan"] = "pro" } });
        await world.Client.FlushAsync(Stop);
        var view = world.Only;
        Assert.Equal(("pageview", "app://example.app/start", "Start", "app://example.app/", "pro"), (Text(view, "name"), Text(view, "url"), Text(view, "title"), Text(view, "referrer"), Text(view.GetProperty("props"), "plan")));
    }

    [Fact]
    public async Task ThePageOfAnInteractionIsLiftedOutOfItsData()
    {
        await using var world = new Clients();
        world.Client.TrackInteraction("click", new() { ["elementId"] = "buy", ["pageUrl"] = "https://example.org/", ["pageTitle"] = "Home" });
        world.Client.TrackInteraction("", new() { ["elementId"] = "buy" });
        await world.Client.FlushAsync(Stop);
        Assert.Equal(["click", "interaction"], world.Names);
        var click = world.Transport.Events[0];
        Assert.Equal(("https://example.org/", "Home", """{"elementId":"buy"}"""), (Text(click, "url"), Text(click, "title"), click.GetProperty("props").GetRawText()));
    }

    [Fact]
    public async Task WhatIsToldIsWrittenDownAtOnce()
    {
        await using var world = new Clients();
        var props = new Props { ["state"] = "before" };
        world.Client.TrackEvent("changed", props);
        props["state"] = "after";
        await world.Client.FlushAsync(Stop);
        Assert.Equal("before", Text(world.Only.GetProperty("props"), "state"));
    }

    [Fact]
    public async Task InAnonymousProjectsNobodyIsNamed()
    {
        await using var world = new Clients(options => options.Visitor = "canary-visitor");
        world.Client.Identify("canary-user");
        world.Client.TrackEvent("signup", null, new() { Visitor = "canary-a", Session = "canary-b", User = "canary-c" });
        await world.Client.FlushAsync(Stop);
        Assert.DoesNotContain("canary", world.Only.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereVisitorsAreIdentifiedTheyAreUntilReset()
    {
        await using var world = new Clients(options => (options.Mode, options.Visitor) = (ProjectMode.Identified, "installation"));
        world.Client.Identify("u1");
        world.Client.TrackEvent("own");
        world.Client.TrackEvent("others", null, new() { Visitor = "somebody" });
        world.Client.TrackEvent("nobody", null, new() { Unlinked = true, User = "u2" });
        world.Client.Reset();
        world.Client.TrackEvent("after");
        await world.Client.FlushAsync(Stop);
        Assert.Equal(
            [("installation", "u1"), ("somebody", null), (null, null), ("installation", null)],
            world.Transport.Events.Select(one => (Text(one, "visitor"), Text(one, "user"))));
        Assert.True(world.Transport.Events[2].GetProperty("unlinked").GetBoolean());
    }

    [Fact]
    public async Task WhereARequestCameFromGoesToAServerThatBelievesTheSenderOnly()
    {
        var forward = new EventOptions { Forward = new Forward("192.0.2.7", "Browser/1") };
        await using var stranger = new Clients();
        stranger.Client.TrackEvent("order", null, forward);
        await stranger.Client.FlushAsync(Stop);
        Assert.DoesNotContain("192.0.2.7", stranger.Only.GetRawText(), StringComparison.Ordinal);

        await using var trusted = new Clients(options => options.ServerToken = "fft_token");
        trusted.Client.TrackEvent("order", null, forward);
        await trusted.Client.FlushAsync(Stop);
        Assert.Equal(("192.0.2.7", "Browser/1"), (Text(trusted.Only, "ip"), Text(trusted.Only, "user_agent")));
        Assert.Contains(KeyValuePair.Create("Authorization", "Bearer fft_token"), trusted.Transport.Requests[0].Headers);
    }

    [Fact]
    public async Task AnAppNameGoesWithOneEventARequest()
    {
        await using var world = new Clients(options => (options.Key, options.AppName) = (null, "my app"));
        world.Client.TrackView(new() { PageUrl = "app://example.app/" });
        world.Client.TrackEvent("signup");
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(["/track/view", "/track/event"], world.Transport.Requests.Select(request => request.Url.AbsolutePath));
        Assert.All(world.Transport.Events, one => Assert.Equal("my app", Text(one, "appName")));
    }

    [Fact]
    public async Task UntilTheQuestionIsAnsweredEventsWaitInMemory()
    {
        await using var world = new Clients(options => options.ConsentRequired = true);
        world.Client.TrackEvent("before");
        Assert.False(await world.Client.FlushAsync(Stop));
        Assert.Equal((0, 1), (world.Transport.Requests.Count, world.Client.Status.Waiting));
        world.Client.OptIn();
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(["before"], world.Names);
    }

    [Fact]
    public async Task ARefusalForgetsWhatWaitsAndHoldsUntilItIsTakenBack()
    {
        await using var world = new Clients();
        world.Client.TrackEvent("waiting");
        world.Transport.AnswerNext(new TransportAnswer(503));
        Assert.False(await world.Client.FlushAsync(Stop));
        world.Client.TrackEvent("queued");
        world.Client.OptOut();
        world.Client.TrackEvent("after");
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(["opted_out", "opted_out", "opted_out"], world.Reasons);
        world.Client.OptIn();
        world.Client.TrackEvent("again");
        await world.Client.FlushAsync(Stop);
        Assert.Equal(["again"], world.Names);
        Assert.Equal(0, world.Client.Status.Waiting);
    }

    private static string? Text(JsonElement one, string member) => one.TryGetProperty(member, out var value) ? value.GetString() : null;
}
