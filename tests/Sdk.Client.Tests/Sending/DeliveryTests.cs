using Footfall.Client;
using Footfall.Testing;
using Xunit;

namespace Footfall.Sdk.Client.Tests.Sending;

/// <summary>Over HTTP, to a server that fails.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly FaultyServer server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task EventsLeaveInOneRequest()
    {
        await using var world = NewClient();
        world.Client.TrackEvent("one");
        world.Client.TrackEvent("two");
        Assert.True(await world.Client.FlushAsync(Stop));
        var request = await server.NextAsync();
        Assert.Equal(("POST", "/collect", "application/json", "ff_test"), (request.Method, request.Path, request.Headers["Content-Type"], (string?)request.Json["key"]));
        Assert.StartsWith("footfall-dotnet/", (string?)request.Json["context"]!["library"], StringComparison.Ordinal);
        Assert.Equal(["one", "two"], request.Json["events"]!.AsArray().Select(one => (string?)one!["name"]));
        Assert.DoesNotContain("Cookie", request.Headers.Keys);
        Assert.Single(server.All);
    }

    [Fact]
    public async Task WhatFailsGoesAgainWithTheSameIds()
    {
        await using var world = NewClient();
        server.FailNext(FaultyServer.Status(503), FaultyServer.Cut, FaultyServer.Status(429), FaultyServer.Status(408));
        world.Client.TrackEvent("one");
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.False(await world.Client.FlushAsync(Stop));
            Assert.Equal(1, world.Client.Status.Waiting);
            Assert.NotNull(world.Client.Status.Failure);
        }

        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(5, server.All.Count);
        Assert.Single(server.All.SelectMany(request => request.Ids).Distinct());
        Assert.Equal([null, 1, 2, 3, 4], server.All.Select(request => (int?)request.Json["retry_count"]));
        Assert.Equal(new ClientStatus(0, 1, 0, null), world.Client.Status);
    }

    [Fact]
    public async Task ASlowServerIsNotWaitedForLongerThanTheAttemptMayTake()
    {
        await using var world = NewClient(options => options.RequestTimeout = TimeSpan.FromSeconds(1));
        server.FailNext(FaultyServer.Slow);
        world.Client.TrackEvent("one");
        Assert.False(await world.Client.FlushAsync(Stop));
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(1, world.Client.Status.Sent);
    }

    [Fact]
    public async Task AServerThatIsGoneLosesNothingThatMayWait()
    {
        await using var world = NewClient();
        await server.StopAsync();
        world.Client.TrackEvent("one");
        Assert.False(await world.Client.FlushAsync(Stop));
        Assert.Equal((1, "no answer"), (world.Client.Status.Waiting, world.Client.Status.Failure));
        Assert.Empty(world.Drops);
    }

    [Fact]
    public async Task WhatIsTooMuchAtOnceGoesInHalves()
    {
        await using var world = NewClient();
        server.FailNext(FaultyServer.Status(413), FaultyServer.Status(413));
        foreach (var name in (string[])["a", "b", "c", "d"]) world.Client.TrackEvent(name);
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal([4, 2, 1, 1, 2], server.All.Select(request => request.Ids.Length));
        Assert.Equal(4, server.All[2..].SelectMany(request => request.Ids).Distinct().Count());
        Assert.Equal(new ClientStatus(0, 4, 0, null), world.Client.Status);
    }

    [Fact]
    public async Task OneEventThatIsTooMuchIsGivenUp()
    {
        await using var world = NewClient();
        server.FailNext(FaultyServer.Status(413));
        world.Client.TrackEvent("large");
        world.Client.TrackEvent("beyond", new() { ["text"] = new string('x', 1_000_000) });
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(["too_large", "too_large"], world.Reasons);
        Assert.Equal(0, world.Client.Status.Waiting);
    }

    [Fact]
    public async Task AFinalAnswerIsToldInTheServersWords()
    {
        await using var world = NewClient();
        server.FailNext(FaultyServer.Status(401, """{"detail":"Copy the key."}"""));
        world.Client.TrackEvent("one");
        Assert.True(await world.Client.FlushAsync(Stop));
        var drop = Assert.Single(world.Drops);
        Assert.Equal(("refused", "one", 1, "401: Copy the key."), (drop.Reason, drop.Name, drop.Count, drop.Detail));
    }

    [Fact]
    public async Task WhatTheServerDidNotWantIsToldByItsReason()
    {
        await using var world = NewClient();
        server.FailNext(FaultyServer.Status(202, """{"accepted":1,"dropped":[{"index":1,"reason":"invalid_url","detail":"No."},{"index":9,"reason":"x"},{"index":0},null]}"""));
        world.Client.TrackEvent("sound");
        world.Client.TrackEvent("broken");
        await world.Client.FlushAsync(Stop);
        Assert.Equal([("invalid_url", "broken")], world.Drops.Select(drop => (drop.Reason, drop.Name)));
        Assert.Equal((1, 1), (world.Client.Status.Sent, world.Client.Status.Dropped));
    }

    [Theory]
    [InlineData(202, "no JSON at all")]
    [InlineData(202, """{"dropped":"all"}""")]
    [InlineData(400, """{"detail":{"deep":1}}""")]
    public async Task AnAnswerThatNobodyUnderstandsDoesNoHarm(int status, string body)
    {
        await using var world = NewClient();
        server.FailNext(FaultyServer.Status(status, body));
        world.Client.TrackEvent("one");
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(1, world.Client.Status.Sent + world.Client.Status.Dropped);
    }

    [Fact]
    public async Task TheServersWishToBeLeftAloneIsHeeded()
    {
        var clock = new FakeClock();
        await using var world = NewClient(options => (options.FlushInterval, options.RequestTimeout) = (TimeSpan.Zero, TimeSpan.FromMinutes(10)), clock);
        server.FailNext(FaultyServer.Status(503, retryAfter: "60"));
        world.Client.TrackEvent("one");
        await server.NextAsync();
        while (world.Client.Status.Failure is null) await Task.Yield();
        clock.Advance(TimeSpan.FromSeconds(59));
        world.Client.TrackEvent("two");
        Assert.Single(server.All);
        var next = server.NextAsync().AsTask();
        // The loop may not have begun to wait yet; its time goes by then as well.
        while (!next.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        Assert.Equal(["one"], (await next).Json["events"]!.AsArray().Select(one => (string?)one!["name"]));
        Assert.Equal(["two"], (await server.NextAsync()).Json["events"]!.AsArray().Select(one => (string?)one!["name"]));
    }

    private Clients NewClient(Action<FootfallOptions>? change = null, TimeProvider? time = null) => new(options =>
    {
        (options.ApiBaseUrl, options.Transport) = (server.Address.ToString(), null);
        change?.Invoke(options);
    }, time);
}
