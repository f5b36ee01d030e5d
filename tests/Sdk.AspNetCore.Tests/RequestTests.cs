using System.Diagnostics.Metrics;
using System.Text.Json;
using Footfall.AspNetCore;
using Footfall.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Footfall.Sdk.AspNetCore.Tests;

public sealed class RequestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARequestIsToldOfByItsTemplateAndNeverByWhatStoodInIt()
    {
        await using var world = await TestApplication.StartAsync(options => options.SiteUrl = "https://app.example.org/", Routes);
        await world.GetAsync("/projects/canary-id?name=canary-query");
        await world.GetAsync("/canary-unknown/path");
        using (var odd = new HttpRequestMessage(new HttpMethod("CANARY"), new Uri("/projects/1", UriKind.Relative))) (await world.Browser.SendAsync(odd, Stop)).Dispose();
        var requests = await world.AllAsync("http.request");
        Assert.Equal("""{"method":"GET","route":"/projects/{id}","status":200}""", Assert.Single(requests).GetProperty("props").GetRawText());
        Assert.Equal("https://app.example.org/projects/{id}", requests[0].GetProperty("url").GetString());
        Assert.True(requests[0].GetProperty("duration_ms").GetInt64() >= 0);
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(world.Transport.Events), StringComparison.OrdinalIgnoreCase);
        var metrics = await world.GetAsync("/metrics");
        Assert.DoesNotContain("canary", metrics, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("""app_requests_total{endpoint="(none)",http_status="404",method="GET"} 1""", metrics, StringComparison.Ordinal);
        Assert.Contains("""app_requests_total{endpoint="(none)",http_status="405",method="OTHER"} 1""", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DNT", "1", true)]
    [InlineData("DNT", "0", false)]
    [InlineData("Sec-GPC", "1", true)]
    [InlineData("X-Footfall-Opt-Out", "1", true)]
    [InlineData("X-Footfall-Opt-Out", "false", false)]
    [InlineData("X-Other", "1", false)]
    public async Task WhoOptsOutIsNotToldOf(string header, string value, bool optsOut)
    {
        await using var world = await TestApplication.StartAsync(map: Routes);
        await world.GetAsync("/projects/1", (header, value));
        Assert.Equal(optsOut ? 0 : 2, (await world.EventsAsync()).Count);
        Assert.Contains("""app_requests_total{endpoint="/projects/{id}",http_status="200",method="GET"} 1""", await world.GetAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndpointsAndTheApplicationItselfMaySayNo()
    {
        await using var world = await TestApplication.StartAsync(map: app =>
        {
            app.MapGet("/quiet", (ITrack track) => track.TrackEvent("canary")).WithoutTracking();
            app.MapGet("/attribute", [NoTracking] (ITrack track) => track.TrackEvent("canary"));
            app.MapGet("/decides", (ITrack track) =>
            {
                track.TrackEvent("before");
                track.OptOut();
                track.TrackEvent("canary");
                return track.IsOptedOut;
            });
        });
        await world.GetAsync("/quiet");
        await world.GetAsync("/attribute");
        Assert.Equal("true", await world.GetAsync("/decides"));
        Assert.Equal([("before", "")], await world.EventsAsync());
    }

    [Fact]
    public async Task SignalsAreIgnoredWhereTheApplicationSaysSo()
    {
        await using var world = await TestApplication.StartAsync(options => options.HonourSignals = false, Routes);
        await world.GetAsync("/projects/1", ("DNT", "1"));
        Assert.Equal(2, (await world.EventsAsync()).Count);
    }

    [Fact]
    public async Task WhoARequestIsOfAndWhereItCameFromAreToldOnlyIfAskedFor()
    {
        await using var silent = await TestApplication.StartAsync(options => options.Client.ServerToken = "fft_token", Routes);
        await silent.GetAsync("/projects/1", ("User-Agent", "canary-agent"));
        Assert.All(await silent.AllAsync("opened"), one => Assert.False(one.TryGetProperty("ip", out _) || one.TryGetProperty("user_agent", out _)));

        await using var asked = await TestApplication.StartAsync(options =>
        {
            (options.Client.ServerToken, options.Client.Mode, options.ForwardVisitors) = ("fft_token", ProjectMode.Identified, true);
            options.Visitor = http => http.Request.Headers["X-Visitor"];
            options.User = _ => "u1";
        }, Routes);
        await asked.GetAsync("/projects/1", ("User-Agent", "canary-agent"), ("X-Visitor", "v1"));
        var one = Assert.Single(await asked.AllAsync("opened"));
        Assert.Equal(("127.0.0.1", "canary-agent", "v1", "u1"), (one.GetProperty("ip").GetString(), one.GetProperty("user_agent").GetString(), one.GetProperty("visitor").GetString(), one.GetProperty("user").GetString()));
    }

    [Fact]
    public async Task WhatTheApplicationsOwnFunctionsThrowDoesNotDisturbTheRequest()
    {
        await using var world = await TestApplication.StartAsync(options => options.Visitor = _ => throw new InvalidOperationException("no cookie"), Routes);
        Assert.Equal("project", await world.GetAsync("/projects/1"));
        Assert.Contains(world.Lines, line => line.Contains("TrackEvent failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("proxy-id_1.2", true)]
    [InlineData("bad id\"}", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", false)]
    public async Task EveryLineThatIsLoggedMeanwhileHasTheRequestsId(string given, bool taken)
    {
        await using var world = await TestApplication.StartAsync(map: app => app.MapGet("/log", (ILogger<RequestTests> logger) => Say(logger)));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/log", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("X-Request-Id", given);
        using var answer = await world.Browser.SendAsync(request, Stop);
        var id = answer.Headers.GetValues("X-Request-Id").Single();
        Assert.Equal(taken, id == given);
        Assert.Contains(world.Lines, line => line.StartsWith("here", StringComparison.Ordinal) && line.Contains($"RequestId:{id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MetricsAreServedUnderTheApplicationsPrefix()
    {
        await using var world = await TestApplication.StartAsync(options =>
        {
            options.MetricsPrefix = "tt";
            options.Meters.Add("Example");
        }, app =>
        {
            Routes(app);
            var meter = app.Services.GetRequiredService<IMeterFactory>().Create("Example");
            meter.CreateObservableGauge("active_timers", () => 3, null, "Timers \\ that\nrun.");
            meter.CreateUpDownCounter<int>("open").Add(2, new KeyValuePair<string, object?>("kind", "a\"b\\c\nd"));
        });
        await world.GetAsync("/projects/1");
        await world.GetAsync("/projects/2");
        await world.GetAsync("/fails");
        await world.Client.FlushAsync(Stop);
        using var answer = await world.Browser.GetAsync(new Uri("/metrics", UriKind.Relative), Stop);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var text = await answer.Content.ReadAsStringAsync(Stop);
        var lines = text.Split('\n');
        Assert.Contains("""tt_requests_total{endpoint="/projects/{id}",http_status="200",method="GET"} 2""", lines);
        Assert.Contains("""tt_requests_total{endpoint="/fails",http_status="500",method="GET"} 1""", lines);
        Assert.Contains("# TYPE tt_request_latency_seconds histogram", lines);
        Assert.Contains("""tt_request_latency_seconds_bucket{endpoint="/projects/{id}",method="GET",le="+Inf"} 2""", lines);
        Assert.Contains("""tt_request_latency_seconds_count{endpoint="/projects/{id}",method="GET"} 2""", lines);
        Assert.Contains("tt_active_timers 3", lines);
        Assert.Contains("# HELP tt_active_timers Timers \\\\ that\\nrun.", lines);
        Assert.Contains("tt_open{kind=\"a\\\"b\\\\c\\nd\"} 2", lines);
        Assert.Contains(lines, line => line.StartsWith("tt_footfall_client_sent_total ", StringComparison.Ordinal));
        Assert.All(lines.Where(line => line.Length > 0 && line[0] != '#'), line => Assert.Matches("""^[a-zA-Z_][a-zA-Z0-9_]*(\{([a-zA-Z_][a-zA-Z0-9_]*="(\\.|[^"\\])*",?)+\})? (-?[0-9.E+-]+)$""", line));
    }

    [Fact]
    public async Task AStrangersLabelsDoNotFillTheMemory()
    {
        await using var world = await TestApplication.StartAsync(options => options.Meters.Add("Example"));
        var counter = world.Services.GetRequiredService<IMeterFactory>().Create("Example").CreateCounter<long>("asked");
        for (var i = 0; i < 1500; i++) counter.Add(1, new KeyValuePair<string, object?>("who", i));
        var lines = (await world.GetAsync("/metrics")).Split('\n').Where(line => line.StartsWith("app_asked_total", StringComparison.Ordinal)).ToList();
        Assert.Equal(1001, lines.Count);
        Assert.Contains("""app_asked_total{overflow="true"} 500""", lines);
    }

    [Fact]
    public async Task TheHealthCheckIsDegradedWhileEventsCannotBeSent()
    {
        await using var world = await TestApplication.StartAsync(services: services => services.AddHealthChecks().AddFootfall());
        var checks = world.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync(Stop)).Status);
        world.Transport.AnswerNext(new TransportAnswer(503));
        world.Client.TrackEvent("one");
        await world.Client.FlushAsync(Stop);
        var report = await checks.CheckHealthAsync(Stop);
        Assert.Equal((HealthStatus.Degraded, 1), (report.Status, report.Entries["footfall"].Data["waiting"]));
        await world.Client.FlushAsync(Stop);
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync(Stop)).Status);
    }

    [Fact]
    public async Task OutsideOfRequestsItTellsOfNobody()
    {
        await using var world = await TestApplication.StartAsync(options => options.User = _ => "u1");
        var track = world.Services.GetRequiredService<ITrack>();
        track.TrackView(new() { PageUrl = "app://example.app/", Props = new() { ["plan"] = "pro" } });
        track.TrackInteraction("click", new() { ["elementId"] = "buy", ["pageUrl"] = "https://example.org/" });
        track.OptOut();
        Assert.False(track.IsOptedOut);
        Assert.Null(await track.ExperimentAsync("checkout", Stop));
        Assert.Equal([("pageview", """{"plan":"pro"}"""), ("click", """{"elementId":"buy"}""")], await world.EventsAsync());
    }

    [Fact]
    public async Task AVisitorOfARequestIsGivenAVariant()
    {
        var weights = new Dictionary<string, double> { ["control"] = 1, ["b"] = 1 };
        await using var world = await TestApplication.StartAsync(options => (options.Client.Mode, options.Visitor) = (ProjectMode.Identified, _ => "v-1"), app =>
            app.MapGet("/variant", (ITrack track) => track.Experiment("checkout", weights) ?? "none"));
        Assert.Equal("b", await world.GetAsync("/variant"));
        Assert.Equal("none", await world.GetAsync("/variant", ("DNT", "1")));
        Assert.Single(await world.AllAsync("experiment"));
    }

    private static void Say(ILogger logger)
    {
        // The application's own log, as it would be written there.
#pragma warning disable CA1848, CA2254
        logger.Log(LogLevel.Information, "here");
#pragma warning restore CA1848, CA2254
    }

    private static void Routes(WebApplication app)
    {
        app.MapGet("/projects/{id}", (string id, ITrack track) =>
        {
            track.TrackEvent("opened");
            return "project";
        });
        app.MapGet("/fails", string () => throw new InvalidOperationException("canary"));
    }
}
