using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Server.Tests.Asking;

public sealed class PlanEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Question = """{"site_id": "DOMAIN", "metrics": ["visitors"], "date_range": "7d", "filters": [FILTER]}""";

    [Theory]
    [InlineData("POST", "/api/v2/query")]
    [InlineData("POST", "/api/v1/projects/PROJECT/funnels")]
    [InlineData("POST", "/api/v1/projects/PROJECT/retention")]
    [InlineData("POST", "/api/v1/projects/PROJECT/journeys")]
    [InlineData("POST", "/api/v1/projects/PROJECT/experiments")]
    [InlineData("POST", "/api/v1/projects/PROJECT/trends")]
    [InlineData("POST", "/api/v1/projects/PROJECT/attribution")]
    [InlineData("POST", "/api/v1/projects/PROJECT/vitals")]
    [InlineData("POST", "/api/v1/projects/PROJECT/props")]
    [InlineData("GET", "/api/v1/stats/realtime/visitors?site_id=DOMAIN")]
    [InlineData("GET", "/api/v1/stats/aggregate?site_id=DOMAIN")]
    [InlineData("GET", "/api/v1/stats/timeseries?site_id=DOMAIN")]
    [InlineData("GET", "/api/v1/stats/breakdown?site_id=DOMAIN&property=event:page")]
    [InlineData("GET", "/api/v1/projects/PROJECT/realtime")]
    [InlineData("GET", "/api/v1/projects/PROJECT/bots")]
    [InlineData("GET", "/events/recent?project=PROJECT")]
    public async Task WhatTheServerCannotReadItSendsToTheOwnersBrowser(string method, string address)
    {
        var (domain, project) = await SealedProjectAsync();
        var body = method == "POST" ? Question.Replace("DOMAIN", domain, StringComparison.Ordinal).Replace("FILTER", "", StringComparison.Ordinal) : null;
        var (status, answer) = await SendAsync(method, address.Replace("DOMAIN", domain, StringComparison.Ordinal).Replace("PROJECT", project, StringComparison.Ordinal), body);

        Assert.Equal((HttpStatusCode.Conflict, "This project is sealed"), (status, (string?)answer["title"]));
        Assert.Contains("browser of someone who holds its key", (string?)answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AQuestionWithoutItsWordsIsPlanned()
    {
        var (domain, project) = await SealedProjectAsync();
        var (status, plan) = await PlanAsync(domain, project, """["is", "event:page", [{"placeholder": "v0"}]]""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("FROM events AS e", (string?)plan["statements"]!["rows"]!["sql"], StringComparison.Ordinal);
        Assert.Contains("v0", plan["statements"]!["rows"]!["parameters"]!.AsArray().Select(parameter => (string?)parameter!["placeholder"]));
    }

    [Theory]
    [InlineData("""["is", "event:page", ["/secret"]]""", "#/question/filters/0/2/0")]
    [InlineData("""["has_done", ["contains", "event:name", [{"placeholder": "v0"}, "secret"]]]""", "#/question/filters/0/1/2/1")]
    [InlineData("""["is", "event:props:secret", [{"placeholder": "v0"}]]""", "#/question/filters/0/1")]
    [InlineData("""["is", "event:goal", ["secret"]]""", "#/question/filters/0/2/0")]
    [InlineData("""["is", "visit:country", [{"placeholder": "secret text"}]]""", "#/question/filters/0/2/0")]
    public async Task ATextInClearIsRefusedByItsPathAndNotRepeated(string filter, string path)
    {
        var (domain, project) = await SealedProjectAsync();
        var (status, answer) = await PlanAsync(domain, project, filter);

        Assert.Equal((HttpStatusCode.BadRequest, path), (status, (string?)answer["field"]));
        Assert.DoesNotContain("secret", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"name": "Sale", "event_name": {"placeholder": "e"}}]""", "#/goals/0/name")]
    [InlineData("""[{"name": {"placeholder": "g"}, "event_name": {"placeholder": "e"}, "currency": "EUR"}]""", "#/goals/0/currency")]
    [InlineData("""[{"name": {"placeholder": "g"}}]""", "#/goals/0")]
    [InlineData("""[{"name": {"placeholder": "g"}, "event_name": {"placeholder": "e"}}, {"name": {"placeholder": "g"}, "event_name": {"placeholder": "e"}}]""", "#/goals/1/name")]
    public async Task AGoalIsPlaceholdersToo(string goals, string path)
    {
        var (domain, project) = await SealedProjectAsync();
        var (status, answer) = await PlanAsync(domain, project, "", $", \"goals\": {goals}");

        Assert.Equal((HttpStatusCode.BadRequest, path), (status, (string?)answer["field"]));
    }

    /// <summary>Of an open project, whose contents the server can tell as well: both say the same.</summary>
    [Fact]
    public async Task WhatPagesShowBesideAnswersIsPlannedAlike()
    {
        var made = await server.CreateProjectAsync($"{Guid.NewGuid():N}.example");
        var project = (string)made["id"]!;
        await server.CollectAsync(
            made,
            """{"name": "pageview", "url": "https://a.example/x", "props": {"plan": "pro"}, "time": "2026-01-02T03:04:05.678Z"}""",
            """{"name": "signup", "url": "https://a.example/y", "time": "2026-01-03T03:04:05Z"}""");

        var seen = await ToldAsync($"/api/v1/projects/{project}/seen-events");
        Assert.Equal(
            seen["items"]!.AsArray().Select(item => $"{item!["name"]} {item["events"]}"),
            (await RunAsync(project, """{"contents": "seen_events"}""", "names")).Select(row => $"{row[0]} {row[1]}"));
        var recent = await ToldAsync($"/events/recent?project={project}&limit=2");
        Assert.Equal(
            recent["items"]!.AsArray().Select(item => $"{item!["id"]} {DateTimeOffset.Parse((string)item["time"]!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()} {item["name"]} {item["path"]}"),
            (await RunAsync(project, """{"contents": "recent_events", "limit": 2}""", "events")).Select(row => $"{row[1]} {row[2]} {row[4]} {row[6]}"));
        var first = await RunAsync(project, """{"contents": "first_event"}""", "first");
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero).ToUnixTimeMilliseconds(), first[0][0]);
        Assert.Equal(0L, (await RunAsync(project, """{"contents": "realtime"}""", "visitors"))[0][0]);
        Assert.Empty(await RunAsync(project, """{"contents": "bots", "date_range": ["2026-01-01", "2026-01-31"]}""", "reasons"));
        Assert.Empty(await RunAsync(project, """{"contents": "bots", "date_range": "all", "first_day": "2026-01-02"}""", "examples"));
    }

    [Theory]
    [InlineData("""{"contents": "everything"}""", "#/contents")]
    [InlineData("""{"contents": "recent_events", "limit": 100000}""", "#/limit")]
    [InlineData("""{"contents": "bots", "date_range": "all"}""", "#/date_range")]
    [InlineData("""{"contents": "bots", "date_range": "7d", "reason": "secret"}""", "#/reason")]
    public async Task OtherContentsAreRefused(string body, string path)
    {
        var (_, project) = await SealedProjectAsync();
        var (status, answer) = await SendAsync("POST", $"/api/v1/projects/{project}/plan", body);

        Assert.Equal((HttpStatusCode.BadRequest, path), (status, (string?)answer["field"]));
    }

    private async Task<JsonNode> ToldAsync(string address)
    {
        var (status, answer) = await SendAsync("GET", address, body: null);
        Assert.Equal(HttpStatusCode.OK, status);
        return answer;
    }

    /// <summary>Runs a planned statement on the server's own store.</summary>
    private async Task<IReadOnlyList<object?[]>> RunAsync(string project, string body, string name)
    {
        var (status, answer) = await SendAsync("POST", $"/api/v1/projects/{project}/plan", body);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(answer["statements"]![name]!["parameters"]!.AsArray());
        var store = server.App.Services.GetRequiredService<EventStore>();
        return (await store.Reader.QueryAsync((string)answer["statements"]![name]!["sql"]!, [], QueryLimits.Default, TestContext.Current.CancellationToken)).Rows;
    }

    private Task<(HttpStatusCode Status, JsonNode Answer)> PlanAsync(string domain, string project, string filter, string more = "") => SendAsync(
        "POST",
        $"/api/v1/projects/{project}/plan",
        $$"""{"question": {{Question.Replace("DOMAIN", domain, StringComparison.Ordinal).Replace("FILTER", filter, StringComparison.Ordinal)}}{{more}}}""");

    private async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(string method, string address, string? body)
    {
        using var machine = server.NewMachine();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await machine.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    /// <summary>A project whose mode alone is that of sealed ones: nothing here needs its keys.</summary>
    private async Task<(string Domain, string Project)> SealedProjectAsync()
    {
        var domain = $"{Guid.NewGuid():N}.example";
        var project = (string)(await server.CreateProjectAsync(domain))["id"]!;
        await using var control = server.App.Services.GetRequiredService<ControlDatabase>().Connect();
        await control.Projects.Where(row => row.Id == Guid.Parse(project)).ExecuteUpdateAsync(row => row.SetProperty(p => p.Mode, TrustMode.Sealed));
        await server.App.Services.GetRequiredService<ProjectDirectory>().ReloadAsync(default);
        return (domain, project);
    }
}
