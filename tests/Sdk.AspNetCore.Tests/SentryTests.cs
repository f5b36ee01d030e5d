using System.Text;
using System.Text.Json.Nodes;
using Footfall.AspNetCore;
using Footfall.AspNetCore.Sentry;
using Footfall.Sdk.Client.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Sdk.AspNetCore.Tests;

public sealed class SentryTests : IAsyncLifetime
{
    private readonly FaultyServer sentry = new() { Usual = FaultyServer.Status(200, """{"id":"x"}""") };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => sentry.InitializeAsync();

    public ValueTask DisposeAsync() => sentry.DisposeAsync();

    [Fact]
    public async Task AnUnhandledErrorArrivesScrubbed()
    {
        await using var world = await StartAsync();
        await world.GetAsync("/orders/canary-id?token=canary-query", ("User-Agent", "canary-agent"), ("Cookie", "session=canary-cookie"), ("X-Request-Id", "r-1"));
        var request = await sentry.NextAsync();
        Assert.Equal(("POST", "/prefix/api/42/envelope/", "application/x-sentry-envelope"), (request.Method, request.Path, request.Headers["Content-Type"]));
        Assert.Contains("sentry_key=public", request.Headers["X-Sentry-Auth"], StringComparison.Ordinal);
        Assert.DoesNotContain("canary", request.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.7", request.Text, StringComparison.Ordinal);

        var (header, item, told) = Read(request);
        Assert.Equal((string?)header["event_id"], (string?)told["event_id"]);
        Assert.Matches("^[0-9a-f]{32}$", (string?)told["event_id"]);
        Assert.Equal("event", (string?)item["type"]);
        Assert.Equal(("csharp", "fatal", "tracker@1.2.0", "production", "GET /orders/{id}"), ((string?)told["platform"], (string?)told["level"], (string?)told["release"], (string?)told["environment"], (string?)told["transaction"]));
        Assert.Equal("""{"method":"GET","endpoint":"/orders/{id}","request_id":"r-1"}""", told["tags"]!.ToJsonString());
        var values = told["exception"]!["values"]!.AsArray();
        Assert.Equal(["FormatException", "InvalidOperationException"], values.Select(value => (string?)value!["type"]));
        Assert.Contains("[email]", (string?)values[1]!["value"], StringComparison.Ordinal);
        Assert.False((bool)values[1]!["mechanism"]!["handled"]!);
        Assert.Contains(values[1]!["stacktrace"]!["frames"]!.AsArray(), frame => ((string?)frame!["module"])?.Contains(nameof(SentryTests), StringComparison.Ordinal) == true);

        var error = Assert.Single(await world.AllAsync("error"));
        Assert.Equal("""{"type":"System.InvalidOperationException","status":500,"method":"GET","route":"/orders/{id}"}""", error.GetProperty("props").GetRawText());
    }

    [Fact]
    public async Task AnErrorThatAHandlerAnsweredIsToldOfTheEndpointThatFailed()
    {
        await using var world = await StartAsync(app => app.UseExceptionHandler(handler => handler.Run(http => http.Response.WriteAsync("sorry"))));
        Assert.Equal("sorry", await world.GetAsync("/orders/1"));
        Assert.Equal("GET /orders/{id}", (string?)Read(await sentry.NextAsync()).Event["transaction"]);
        Assert.Contains("""app_requests_total{endpoint="/orders/{id}",http_status="500",method="GET"} 1""", await world.GetAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorThatWasCaughtIsHandled()
    {
        await using var world = await StartAsync();
        await world.GetAsync("/caught");
        var told = Read(await sentry.NextAsync()).Event;
        Assert.Equal("error", (string?)told["level"]);
        Assert.True((bool)told["exception"]!["values"]![0]!["mechanism"]!["handled"]!);
    }

    [Fact]
    public async Task WhatFailsGoesAgainUnderTheSameId()
    {
        sentry.FailNext(FaultyServer.Status(503), FaultyServer.Cut);
        await using var world = await StartAsync();
        await world.GetAsync("/caught");
        await sentry.NextAsync();
        var reports = world.Services.GetRequiredService<ErrorReports>();
        while (!await reports.FlushAsync()) await Task.Yield();
        Assert.Equal(3, sentry.All.Count);
        Assert.Single(sentry.All.Select(request => (string?)Read(request).Event["event_id"]).Distinct());
    }

    [Fact]
    public async Task WhenSentryWantsNoMoreNothingIsAskedOfIt()
    {
        sentry.FailNext(http =>
        {
            http.Response.Headers["X-Sentry-Rate-Limits"] = "60:error;transaction:key, 2700::organization";
            return FaultyServer.Status(429)(http);
        });
        await using var world = await StartAsync();
        var reports = world.Services.GetRequiredService<ErrorReports>();
        await world.GetAsync("/caught");
        await sentry.NextAsync();
        await world.GetAsync("/caught");
        for (var i = 0; i < 3; i++) Assert.False(await reports.FlushAsync());
        Assert.Single(sentry.All);
    }

    [Fact]
    public async Task ASlowSentryHoldsUpNoRequestAndNoEnd()
    {
        sentry.FailNext(FaultyServer.Slow, FaultyServer.Slow);
        var world = await StartAsync(configure: options => options.Client.ShutdownTimeout = TimeSpan.FromMilliseconds(20));
        await world.GetAsync("/caught");
        await sentry.NextAsync();
        for (var i = 0; i < 150; i++) await world.GetAsync("/caught");
        await world.DisposeAsync();
        Assert.Single(sentry.All);
    }

    [Theory]
    [InlineData("https://public@sentry.example/42", "https://sentry.example/api/42/envelope/")]
    [InlineData("https://public:secret@sentry.example:9000/a/b/42", "https://sentry.example:9000/a/b/api/42/envelope/")]
    [InlineData("https://sentry.example/42", null)]
    [InlineData("https://public@sentry.example/", null)]
    [InlineData("https://public@sentry.example/none", null)]
    [InlineData("no address", null)]
    [InlineData(null, null)]
    public void ADsnIsRead(string? dsn, string? address) => Assert.Equal(address, SentryDsn.Read(dsn)?.Envelopes.ToString());

    [Theory]
    [InlineData("60:error;transaction:key", 60)]
    [InlineData("60:transaction:key", 0)]
    [InlineData("60::organization", 60)]
    [InlineData("5:error:key, 90::project", 90)]
    [InlineData("60", 60)]
    [InlineData("soon:error", 0)]
    [InlineData("", 0)]
    public void ALimitIsRead(string header, int seconds) => Assert.Equal(seconds, SentryTransport.SecondsOf(header));

    [Theory]
    [InlineData("No user ann.smith+x@mail.example.org here", "No user [email] here")]
    [InlineData("Refused by 192.0.2.7:5432", "Refused by [address]:5432")]
    [InlineData("Refused by 2001:db8::7", "Refused by [address]")]
    [InlineData("GET https://api.example.org/v1?key=abc&name=Ann failed", "GET https://api.example.org/v1?[query] failed")]
    [InlineData("Login with password=hunter2 failed", "Login with password=[secret] failed")]
    [InlineData("Authorization: Bearer abc.def", "Authorization: [secret]")]
    [InlineData("Card 4111 1111 1111 1111 declined", "Card [number] declined")]
    [InlineData("The key 'Ann Smith' was not present", "The key '[value]' was not present")]
    [InlineData("Index 12 of 345", "Index 12 of 345")]
    [InlineData("Jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2ln", "Jwt [secret]")]
    public void WordsAreScrubbed(string words, string scrubbed) => Assert.Equal(scrubbed, Scrubber.Scrub(words));

    [Fact]
    public void AStrangersMegabyteIsCut() => Assert.True(Scrubber.Scrub(new string('a', 1_000_000)).Length <= 501);

    private static (JsonNode Header, JsonNode Item, JsonNode Event) Read(FaultyServer.Received request)
    {
        var lines = request.Text.Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal("", lines[3]);
        var item = JsonNode.Parse(lines[1])!;
        Assert.Equal(Encoding.UTF8.GetByteCount(lines[2]), (int)item["length"]!);
        return (JsonNode.Parse(lines[0])!, item, JsonNode.Parse(lines[2])!);
    }

    private Task<TestApplication> StartAsync(Action<WebApplication>? map = null, Action<FootfallWebOptions>? configure = null) => TestApplication.StartAsync(options =>
    {
        (options.SentryDsn, options.Environment, options.Release) = ($"http://public@{sentry.Address.Authority}/prefix/42", "production", "tracker@1.2.0");
        configure?.Invoke(options);
    }, app =>
    {
        map?.Invoke(app);
        app.MapGet("/orders/{id}", string (string id) => throw Deep(id));
        app.MapGet("/caught", (ITrack track) => track.CaptureError(new InvalidOperationException("It happens.")));
    });

    private static InvalidOperationException Deep(string id) =>
        new($"No order '{id}' of canary@example.org from 192.0.2.7, password=canary-secret, https://x.example/?canary", new FormatException("\"canary\" is no number"));
}
