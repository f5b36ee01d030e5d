using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Asking;

/// <summary>Reports of what the real server stored, as its real store answers them.</summary>
public sealed class ReportEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task AFunnelIsAnsweredFromTheStore()
    {
        var project = await server.CreateProjectAsync("funnel.example", "identified");
        await server.CollectAsync(
            project,
            """{"name": "pageview", "url": "https://funnel.example/pricing", "visitor": "v-1", "time": "2026-01-02T10:00:00Z"}""",
            """{"name": "signup", "url": "https://funnel.example/pricing", "visitor": "v-1", "time": "2026-01-02T10:01:00Z"}""",
            """{"name": "pageview", "url": "https://funnel.example/pricing", "visitor": "v-2", "time": "2026-01-02T10:00:00Z"}""");

        var (status, answer) = await AskAsync(project, "funnels", """{"date_range": ["2026-01-02", "2026-01-02"], "steps": [{"page": "/pricing"}, {"event": "signup"}], "interval": "day", "breakdown": "visit:first_source", "explore": 1}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"step":2,"visitors":1,"conversion_rate":50,"step_rate":50,"dropped":0,"median_seconds":60,"p90_seconds":60}""", answer["steps"]![1]!.ToJsonString());
        Assert.Equal("""[{"time":"2026-01-02","entered":2,"converted":1,"conversion_rate":50}]""", answer["trend"]!.ToJsonString());
        Assert.Equal("""[{"event":null,"page":null,"visitors":1}]""", answer["instead"]!.ToJsonString());
        Assert.Equal(2, answer["breakdown"]!.AsArray().Count);
    }

    [Fact]
    public async Task RetentionIsAnsweredFromTheStore()
    {
        var project = await server.CreateProjectAsync("retention.example", "identified");
        await server.CollectAsync(
            project,
            """{"name": "pageview", "url": "https://retention.example/", "visitor": "v-1", "time": "2026-01-02T10:00:00Z"}""",
            """{"name": "pageview", "url": "https://retention.example/", "visitor": "v-1", "time": "2026-01-03T10:00:00Z"}""",
            """{"name": "pageview", "url": "https://retention.example/", "visitor": "v-2", "time": "2026-01-02T10:00:00Z"}""");

        var (status, answer) = await AskAsync(project, "retention", """{"date_range": ["2026-01-02", "2026-01-03"], "interval": "day"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""[{"cohort":"2026-01-02","size":2,"first_period":1,"last_period":1,"visitors":1,"share":50,"complete":1}]""", answer["cohorts"]!.ToJsonString());
        Assert.Equal("""[{"first_period":1,"last_period":1,"cohorts":1,"visitors":1,"size":2,"share":50}]""", answer["average"]!.ToJsonString());
    }

    [Fact]
    public async Task JourneysAreAnsweredFromTheStore()
    {
        var project = await server.CreateProjectAsync("journeys.example", "identified");
        await server.CollectAsync(
            project,
            """{"name": "pageview", "url": "https://journeys.example/", "visitor": "v-1", "time": "2026-01-02T10:00:00Z"}""",
            """{"name": "pageview", "url": "https://journeys.example/pricing", "visitor": "v-1", "time": "2026-01-02T10:01:00Z"}""",
            """{"name": "pageview", "url": "https://journeys.example/", "visitor": "v-2", "time": "2026-01-02T10:00:00Z"}""");

        var (status, answer) = await AskAsync(project, "journeys", """{"date_range": ["2026-01-02", "2026-01-02"], "steps": 2}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"step":1,"place":1,"event":"pageview","page":"/","visits":2,"ended":1,"different":1}""", answer["places"]![0]!.ToJsonString());
        Assert.Equal("""[{"step":1,"from_place":1,"to_place":0,"visits":1,"median_seconds":null},{"step":1,"from_place":1,"to_place":1,"visits":1,"median_seconds":60}]""", answer["links"]!.ToJsonString());
    }

    [Fact]
    public async Task AnExperimentIsAnsweredFromTheStore()
    {
        var project = await server.CreateProjectAsync("experiment.example", "identified");
        await server.CollectAsync(
            project,
            """{"name": "experiment", "url": "https://experiment.example/", "visitor": "v-1", "time": "2026-01-02T10:00:00Z", "props": {"experiment": "colour", "variant": "green"}}""",
            """{"name": "buy", "url": "https://experiment.example/", "visitor": "v-1", "time": "2026-01-02T10:01:00Z", "revenue": {"amount": "12.50", "currency": "EUR"}}""",
            """{"name": "experiment", "url": "https://experiment.example/", "visitor": "v-2", "time": "2026-01-02T10:00:00Z", "props": {"experiment": "colour", "variant": "red"}}""");

        var (status, answer) = await AskAsync(project, "experiments", """{"date_range": ["2026-01-02", "2026-01-02"], "experiment": "colour", "goal": {"event": "buy"}, "value": {"revenue": "EUR"}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"variant":"green","visitors":1,"conversions":1,"value_mean":12.5,"value_variance":null}""", answer["variants"]![0]!.ToJsonString());
        // Of Beta(2, 1) and Beta(1, 2): 1 - 1/6.
        Assert.Equal(0.833333, (double)answer["conversion"]![0]!["best"]!);
    }

    [Fact]
    public async Task WhatSalesAreOwedToIsAnsweredFromTheStore()
    {
        var project = await server.CreateProjectAsync("attribution.example");
        await server.CollectAsync(
            project,
            """{"name": "pageview", "url": "https://attribution.example/", "referrer": "https://www.google.com/", "time": "2026-01-02T10:00:00Z"}""",
            """{"name": "pageview", "url": "https://attribution.example/offer?utm_source=Newsletter&utm_medium=email", "time": "2026-01-02T10:10:00Z"}""",
            """{"name": "buy", "url": "https://attribution.example/offer", "referrer": "https://attribution.example/offer", "time": "2026-01-02T10:15:00Z", "revenue": {"amount": "12.50", "currency": "EUR"}}""");

        var (status, answer) = await AskAsync(project, "attribution", """{"date_range": ["2026-01-02", "2026-01-02"], "goal": {"event": "buy"}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        // The newsletter's link begins no new visit, and is a touch.
        Assert.Equal("""[{"place":1,"value":"Google","different":1,"first":1,"last":0,"linear":0.5},{"place":2,"value":"Newsletter","different":1,"first":0,"last":1,"linear":0.5}]""", answer["credit"]!.ToJsonString());
        Assert.Equal("""[{"place":1,"currency":"EUR","first":12.5,"last":0,"linear":6.25},{"place":2,"currency":"EUR","first":0,"last":12.5,"linear":6.25}]""", answer["revenue"]!.ToJsonString());
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(JsonNode project, string kind, string body)
    {
        using var machine = server.NewMachine();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await machine.PostAsync(new Uri($"/api/v1/projects/{project["id"]}/{kind}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}
