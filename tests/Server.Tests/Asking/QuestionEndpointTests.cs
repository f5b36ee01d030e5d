using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Asking;

public sealed class QuestionEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task WhatWasCollectedIsAnsweredInBothVersionsAndCountedAndShown()
    {
        var project = await server.CreateProjectAsync("asked.example");
        await server.CollectAsync(project, """{"name": "pageview", "url": "https://asked.example/a", "props": {"plan": "(none)"}}""", """{"name": "pageview", "url": "https://asked.example/b"}""");

        var answer = await AskAsync("""{"site_id": "asked.example", "metrics": ["pageviews"], "date_range": "all", "dimensions": ["event:page"]}""");
        Assert.Equal("""[{"dimensions":["/a"],"metrics":[1]},{"dimensions":["/b"],"metrics":[1]}]""", answer["results"]!.ToJsonString());
        Assert.Equal((string?)project["id"], (string?)(await AskAsync($$"""{"site_id": "{{project["id"]}}", "metrics": ["visits"], "date_range": "day"}"""))["query"]!["site_id"]);

        Assert.Equal("""{"results":{"pageviews":{"value":2}}}""", await GetAsync("/api/v1/stats/aggregate?site_id=asked.example&metrics=pageviews&period=day"));
        Assert.Equal("""{"results":{"pageviews":{"value":2,"change":100}}}""", await GetAsync("/api/v1/stats/aggregate?site_id=asked.example&metrics=pageviews&period=day&compare=previous_period"));
        Assert.Equal(24, JsonNode.Parse(await GetAsync("/api/v1/stats/timeseries?site_id=asked.example&metrics=pageviews&period=day"))!["results"]!.AsArray().Count);
        Assert.Equal("""{"results":[{"page":"/a","pageviews":1}]}""", await GetAsync("/api/v1/stats/breakdown?site_id=asked.example&metrics=pageviews&period=day&property=event:page&filters=event:page==/a|/c"));
        // A sender may call a property's value what its absence is called: it is one row.
        Assert.Equal("""{"results":[{"plan":"(none)","pageviews":2}]}""", await GetAsync("/api/v1/stats/breakdown?site_id=asked.example&metrics=pageviews&period=day&property=event:props:plan"));
        Assert.Equal("1", await GetAsync("/api/v1/stats/realtime/visitors?site_id=asked.example"));

        Assert.Equal("""{"count":2}""", await GetAsync("/events/count?project=asked.example"));
        var recent = JsonNode.Parse(await GetAsync("/events/recent?project=asked.example&limit=1"))!["items"]!.AsArray();
        Assert.Equal("asked.example", (string?)Assert.Single(recent)!["hostname"]);
    }

    [Fact]
    public async Task TheFirstTouchThatTheTrackerRemembersCanBeAsked()
    {
        var project = await server.CreateProjectAsync("first.example", "identified");
        await server.CollectAsync(
            project,
            """{"name": "session_start", "url": "https://first.example/", "visitor": "v-1", "session": "s-1", "props": {"first_touch": {"referrer": "https://www.google.com/", "utm_campaign": "spring"}}}""",
            """{"name": "pageview", "url": "https://first.example/?utm_source=newsletter", "visitor": "v-1", "session": "s-1"}""",
            """{"name": "pageview", "url": "https://first.example/", "visitor": "v-2", "session": "s-2"}""");

        var answer = await AskAsync("""{"site_id": "first.example", "metrics": ["visitors"], "date_range": "all", "dimensions": ["visit:first_source", "visit:first_channel", "visit:first_utm_campaign"]}""");
        Assert.Equal("""[{"dimensions":["(none)","(none)","(none)"],"metrics":[1]},{"dimensions":["Google","Organic Search","spring"],"metrics":[1]}]""", answer["results"]!.ToJsonString());
        var pages = await AskAsync("""{"site_id": "first.example", "metrics": ["pageviews"], "date_range": "all", "dimensions": ["event:page"], "filters": [["is", "visit:first_source", ["Google"]]]}""");
        Assert.Equal("""[{"dimensions":["/"],"metrics":[1]}]""", pages["results"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"site_id": "unknown.example", "metrics": ["visitors"], "date_range": "7d"}""", 401, "Invalid API key or site ID. Please make sure you're using a valid API key with access to the site you've requested.")]
    [InlineData("""{"site_id": "bad.example", "metrics": ["baa"], "date_range": "7d"}""", 400, "#/metrics/0: Invalid metric \"baa\"")]
    [InlineData("""{"site_id": "\ud800", "metrics": ["visitors"], "date_range": "7d"}""", 400, "#/site_id: A text here is not valid Unicode.")]
    [InlineData("""{"site_id": "bad.example", "metrics": ["visitors"], "date_range": "7d", "filters": [["matches", "event:page", ["("]]]}""", 400, "#/filters/0: Invalid regular expression \"(\": missing ): (")]
    [InlineData("""{"site_id": "bad.example", "metrics": ["visitors"], "date_range": "7d", "filters": [["is", "event:goal", ["None"]]]}""", 400, "#/filters/0: The goal `None` is not configured for this site.")]
    [InlineData("{", 400, null)]
    [InlineData("[]", 400, "#: Expected a JSON object.")]
    public async Task ABadQuestionIsRefusedInTheMemberError(string body, int status, string? error)
    {
        var domain = $"bad{Guid.NewGuid():N}.example";
        await server.CreateProjectAsync(domain);
        body = body.Replace("bad.example", domain, StringComparison.Ordinal);
        using var machine = server.NewMachine();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await machine.PostAsync(new Uri("/api/v2/query", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        if (error is not null) Assert.Equal(error, (string?)problem["error"]);
    }

    [Theory]
    [InlineData("/events/count")]
    [InlineData("/events/recent")]
    [InlineData("/api/v1/stats/aggregate?site_id=x")]
    public async Task WithoutATokenNothingIsTold(string address)
    {
        using var stranger = server.NewBrowser();
        using var answer = await stranger.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private async Task<JsonNode> AskAsync(string question)
    {
        using var machine = server.NewMachine();
        using var content = new StringContent(question, Encoding.UTF8, "application/json");
        using var answer = await machine.PostAsync(new Uri("/api/v2/query", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<string> GetAsync(string address)
    {
        using var machine = server.NewMachine();
        using var answer = await machine.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
