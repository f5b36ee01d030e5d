using Footfall.AspNetCore;
using Footfall.AspNetCore.PostHog;
using Footfall.AspNetCore.Tracking;
using Footfall.Client;
using Footfall.Sdk.Client.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Sdk.AspNetCore.Tests;

public sealed class PostHogTests : IAsyncLifetime
{
    private readonly FaultyServer postHog = new() { Usual = FaultyServer.Status(200, """{"status":"Ok"}""") };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => postHog.InitializeAsync();

    public ValueTask DisposeAsync() => postHog.DisposeAsync();

    [Fact]
    public async Task OneCallFeedsBothUnderOneId()
    {
        await using var world = await StartAsync();
        await world.GetAsync("/track");
        await world.Client.FlushAsync(Stop);
        Assert.True(await SinkOf(world).FlushAsync());
        var request = await postHog.NextAsync();
        Assert.Equal(("POST", "/batch/", "phc_test"), (request.Method, request.Path, (string?)request.Json["api_key"]));
        Assert.NotNull(request.Json["sent_at"]);
        var told = request.Json["batch"]!.AsArray().Single(one => (string?)one!["event"] == "timer.started")!;
        var ours = Assert.Single(await world.AllAsync("timer.started"));
        Assert.Equal(ours.GetProperty("id").GetString(), (string?)told["uuid"]);
        Assert.Equal(("p1", 3), ((string?)told["properties"]!["project"], (int?)told["properties"]!["seats"]));
        Assert.Equal("u1", (string?)told["distinct_id"]);
        Assert.Null(told["properties"]!["$process_person_profile"]);
        Assert.True((bool)told["properties"]!["$geoip_disable"]!);
    }

    [Fact]
    public async Task OfNobodyNoPersonIsMade()
    {
        await using var world = await StartAsync();
        world.Services.GetRequiredService<ITrack>().TrackView(new() { PageUrl = "https://app.example.org/start", PageTitle = "Start", Unlinked = true, Visitor = "canary" });
        Assert.True(await SinkOf(world).FlushAsync());
        var told = (await postHog.NextAsync()).Json["batch"]![0]!;
        Assert.Equal(("$pageview", "https://app.example.org/start"), ((string?)told["event"], (string?)told["properties"]!["$current_url"]));
        Assert.Equal((string?)told["uuid"], (string?)told["distinct_id"]);
        Assert.False((bool)told["properties"]!["$process_person_profile"]!);
        Assert.DoesNotContain("canary", told.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatFailsGoesAgainWithTheSameIds()
    {
        postHog.FailNext(FaultyServer.Status(503), FaultyServer.Cut);
        await using var world = await StartAsync();
        world.Services.GetRequiredService<ITrack>().TrackEvent("one");
        for (var i = 0; i < 2; i++) Assert.False(await SinkOf(world).FlushAsync());
        Assert.True(await SinkOf(world).FlushAsync());
        Assert.Single(postHog.All.Select(request => (string?)request.Json["batch"]![0]!["uuid"]).Distinct());
        Assert.Equal(3, postHog.All.Count);
    }

    [Fact]
    public async Task WhoOptsOutIsToldToNeither()
    {
        await using var world = await StartAsync();
        await world.GetAsync("/track", ("Sec-GPC", "1"));
        await SinkOf(world).FlushAsync();
        Assert.Empty(await world.EventsAsync());
        Assert.Empty(postHog.All);
    }

    [Fact]
    public async Task WithoutFootfallItIsTheOnlySink()
    {
        await using var world = await StartAsync(options => options.Client.ApiBaseUrl = null);
        world.Services.GetRequiredService<ITrack>().TrackEvent("one");
        Assert.True(await SinkOf(world).FlushAsync());
        Assert.Single(postHog.All);
        Assert.Equal(0, world.Client.Status.Dropped);
    }

    [Fact]
    public async Task AHostThatIsNoneIsToldAndDisturbsNothing()
    {
        await using var world = await StartAsync(options => options.PostHogHost = "eu.i.posthog");
        await world.GetAsync("/track");
        Assert.Single(await world.AllAsync("timer.started"));
        Assert.Contains(world.Lines, line => line.Contains("PostHogHost has to be", StringComparison.Ordinal));
    }

    private static PostHogSink SinkOf(TestApplication world) => world.Services.GetServices<IEventSink>().OfType<PostHogSink>().Single();

    private Task<TestApplication> StartAsync(Action<FootfallWebOptions>? configure = null) => TestApplication.StartAsync(options =>
    {
        (options.PostHogHost, options.PostHogKey, options.TrackRequests) = (postHog.Address.ToString(), "phc_test", false);
        (options.Client.Mode, options.User) = (ProjectMode.Identified, _ => "u1");
        configure?.Invoke(options);
    }, app => app.MapGet("/track", (ITrack track) => track.TrackEvent("timer.started", new() { ["project"] = "p1", ["seats"] = 3 })));
}
