using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Server.Tests;
using Xunit;

namespace Footfall.Mcp.Tests;

/// <summary>A real client over HTTP: it gets what the API gives its token, and nothing else.</summary>
public sealed class McpEndpointsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Month = """["2026-01-01","2026-01-31"]""";

    [Fact]
    public async Task EveryToolSaysWhatItTakesAndThatItOnlyReads()
    {
        await using var client = await Client.OverHttpAsync(server, "/mcp", RunningServer.Token);
        var tools = await client.ListToolsAsync(cancellationToken: Client.Stop);

        Assert.Equal(
            ["experiment", "funnel", "goals", "journeys", "list_projects", "live_visitors", "query", "retention", "trends"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool =>
        {
            Assert.True(tool.ProtocolTool.Annotations is { ReadOnlyHint: true, DestructiveHint: false });
            Assert.InRange(tool.Description.Length, 40, 1000);
            Assert.Equal("object", tool.JsonSchema.GetProperty("type").GetString());
            foreach (var name in tool.JsonSchema.TryGetProperty("required", out var required) ? required.EnumerateArray() : []) Assert.True(tool.JsonSchema.GetProperty("properties").TryGetProperty(name.GetString()!, out _));
        });
        Assert.Contains("never instructions", client.ServerInstructions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerIsTheApisOwn()
    {
        var project = await SeenAsync("mcp.example");
        await using var client = await Client.OverHttpAsync(server, "/mcp", RunningServer.Token);
        var (query, _, _) = await client.AskAsync("query", $$"""{"project":"mcp.example","metrics":["visitors","pageviews"],"date_range":{{Month}},"dimensions":["event:page"],"pagination":{"limit":5} }""");
        using var machine = server.NewMachine();
        using var direct = await machine.PostAsync(
            new Uri("/api/v2/query", UriKind.Relative), Json($$"""{"site_id":"{{project["id"]}}","metrics":["visitors","pageviews"],"date_range":{{Month}},"dimensions":["event:page"],"pagination":{"limit":5} }"""), Client.Stop);
        Assert.Equal(JsonNode.Parse(await direct.Content.ReadAsStringAsync(Client.Stop))!.ToJsonString(), query!.ToJsonString());

        var (funnel, _, _) = await client.AskAsync("funnel", $$"""{"project":"{{project["id"]}}","date_range":{{Month}},"steps":[{"page":"/a"},{"event":"signup"}]}""");
        Assert.Equal([2, 1], funnel!["steps"]!.AsArray().Select(step => (int)step!["visitors"]!));
        var (retention, _, _) = await client.AskAsync("retention", $$"""{"project":"MCP.example","date_range":{{Month}},"interval":"day"}""");
        Assert.Equal(2, (int)retention!["cohorts"]![0]!["size"]!);
        var (journeys, _, _) = await client.AskAsync("journeys", $$"""{"project":"mcp.example","date_range":{{Month}},"from":"entry"}""");
        Assert.Equal("/a", (string)journeys!["places"]![0]!["page"]!);
        var (trends, _, _) = await client.AskAsync("trends", $$"""{"project":"mcp.example","date_range":{{Month}},"series":[{"events":{"event":"signup"},"measure":"sum","property":"event:props:seats"}]}""");
        Assert.Equal(3, (double)trends!["totals"]![0]!["number"]!);
        var (experiment, _, _) = await client.AskAsync("experiment", $$"""{"project":"mcp.example","date_range":{{Month}},"exposure":{"page":"/a"},"variant":"event:page","goal":{"event":"signup"} }""");
        Assert.Equal(2, (int)experiment!["variants"]![0]!["visitors"]!);
        await machine.PostAsync(new Uri($"/api/v1/projects/{project["id"]}/goals", UriKind.Relative), Json("""{"event_name":"signup"}"""), Client.Stop);
        var (goals, _, _) = await client.AskAsync("goals", """{"project":"mcp.example"}""");
        Assert.Equal("signup", (string)goals!["items"]![0]!["event_name"]!);
        var (live, _, _) = await client.AskAsync("live_visitors", """{"project":"mcp.example"}""");
        Assert.Equal(0, (int)live!["visitors"]!);
    }

    [Fact]
    public async Task ATokenSeesItsOwnProjectsOnly()
    {
        var (mine, other) = (await SeenAsync("mine.example"), await SeenAsync("other.example"));
        using var machine = server.NewMachine();
        using var made = await machine.PostAsJsonAsync("/api/v1/tokens", new { name = "mcp", scopes = new[] { "read" }, projects = new[] { (string)mine["id"]! } }, Client.Stop);
        var token = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(Client.Stop))!["token"]!;
        await using var client = await Client.OverHttpAsync(server, "/mcp", token);

        var (list, text, _) = await client.AskAsync("list_projects", "{}");
        Assert.Equal(["mine.example"], list!["projects"]!.AsArray().Select(project => (string)project!["name"]!));
        Assert.DoesNotContain((string)mine["key"]!, text, StringComparison.Ordinal);
        foreach (var name in new[] { "other.example", (string)other["id"]! })
        {
            var (_, refusal, isError) = await client.AskAsync("query", $$"""{"project":"{{name}}","metrics":["visitors"],"date_range":"7d"}""");
            Assert.True(isError);
            Assert.Contains("may not read it", refusal, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("query", """{"project":"refused.example","metrics":["secrets"],"date_range":"7d"}""", "Invalid metric")]
    [InlineData("query", """{"project":"refused.example","metrics":["visitors"],"date_range":"7d","drop":"tables"}""", "additional properties")]
    [InlineData("query", """{"metrics":["visitors"],"date_range":"7d"}""", "project is missing")]
    [InlineData("query", """{"project":{"a":1},"metrics":["visitors"],"date_range":"7d"}""", "project is missing")]
    [InlineData("funnel", """{"project":"refused.example","date_range":"7d"}""", "steps")]
    [InlineData("retention", """{"project":"refused.example","date_range":"7d"}""", "new id each day")]
    public async Task ARefusalSaysWhatToDo(string tool, string arguments, string reason)
    {
        using var machine = server.NewMachine();
        using var made = await machine.PostAsJsonAsync("/api/v1/projects", new { name = "refused", domains = new[] { "refused.example" } }, Client.Stop);
        await using var client = await Client.OverHttpAsync(server, "/mcp", RunningServer.Token);
        var (_, text, isError) = await client.AskAsync(tool, arguments);
        Assert.True(isError);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALinkTellsWhatItShowsAndHidesWhatItHides()
    {
        var project = await SeenAsync("linked.example");
        using var machine = server.NewMachine();
        async Task<string> ShareAsync(string form)
        {
            using var made = await machine.PostAsync(new Uri($"/api/v1/projects/{project["id"]}/links", UriKind.Relative), Json(form), Client.Stop);
            return (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(Client.Stop))!["slug"]!;
        }

        await using var open = await Client.OverHttpAsync(server, $"/mcp/{await ShareAsync("""{"name":"Open","panels":["totals","content"]}""")}", token: null);
        Assert.Equal(["describe", "live_visitors", "query"], (await open.ListToolsAsync(cancellationToken: Client.Stop)).Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Open", (string)(await open.AskAsync("describe", "{}")).Answer!["name"]!);
        Assert.Equal(2, (int)(await open.AskAsync("query", $$"""{"metrics":["visitors"],"date_range":{{Month}}}""")).Answer!["results"]![0]!["metrics"]![0]!);
        Assert.Contains("does not show visit:country", (await open.AskAsync("query", $$"""{"metrics":["visitors"],"date_range":{{Month}},"dimensions":["visit:country"]}""")).Text, StringComparison.Ordinal);
        Assert.True((await open.AskAsync("live_visitors", "{}")).IsError);

        var hiding = await ShareAsync("""{"name":"Hiding","panels":["totals","content"],"threshold":{"least":3,"grain":"day","dimensions":["event:page"]}}""");
        await using var hidden = await Client.OverHttpAsync(server, $"/mcp/{hiding}", token: null);
        Assert.Null((await hidden.AskAsync("query", $$"""{"metrics":["visitors"],"date_range":{{Month}}}""")).Answer!["results"]![0]!["metrics"]![0]);
        Assert.Contains("takes none", (await hidden.AskAsync("query", $$"""{"metrics":["visitors"],"date_range":{{Month}},"filters":[["is","event:page",["/a"]]]}""")).Text, StringComparison.Ordinal);

        var locked = await ShareAsync("""{"name":"Locked","panels":["totals"],"password":"correct horse"}""");
        await using var without = await Client.OverHttpAsync(server, $"/mcp/{locked}", token: null);
        Assert.True((await without.AskAsync("query", $$"""{"metrics":["visitors"],"date_range":{{Month}}}""")).IsError);
        using var opened = await machine.PostAsync(new Uri($"/api/v1/shared/{locked}/session", UriKind.Relative), Json("""{"password":"correct horse"}"""), Client.Stop);
        await using var with = await Client.OverHttpAsync(server, $"/mcp/{locked}", token: null, (string)JsonNode.Parse(await opened.Content.ReadAsStringAsync(Client.Stop))!["ticket"]!);
        Assert.False((await with.AskAsync("query", $$"""{"metrics":["visitors"],"date_range":{{Month}}}""")).IsError);
    }

    [Fact]
    public async Task WithoutATokenNothingIsAnswered()
    {
        using var stranger = server.NewBrowser();
        using var answer = await stranger.PostAsync(new Uri("/mcp", UriKind.Relative), Json("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""), Client.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"jsonrpc":"1.0"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":7}""")]
    public async Task WhatIsNoMessageIsRefused(string body)
    {
        using var machine = server.NewMachine();
        using var answer = await machine.PostAsync(new Uri("/mcp", UriKind.Relative), Json(body), Client.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task AToolThatIsNotThereIsAnErrorOfTheProtocol()
    {
        await using var client = await Client.OverHttpAsync(server, "/mcp", RunningServer.Token);
        await Assert.ThrowsAnyAsync<ModelContextProtocol.McpException>(async () => await client.CallToolAsync("drop_tables", cancellationToken: Client.Stop));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private async Task<JsonNode> SeenAsync(string domain)
    {
        var project = await server.CreateProjectAsync(domain, "identified");
        await server.CollectAsync(
            project,
            $$"""{"name": "pageview", "url": "https://{{domain}}/a", "visitor": "v-1", "time": "2026-01-02T10:00:00Z"}""",
            $$"""{"name": "pageview", "url": "https://{{domain}}/a", "visitor": "v-2", "time": "2026-01-02T10:00:00Z"}""",
            $$"""{"name": "signup", "url": "https://{{domain}}/a", "visitor": "v-2", "time": "2026-01-02T10:01:00Z", "props": {"seats": 3} }""");
        return project;
    }
}
