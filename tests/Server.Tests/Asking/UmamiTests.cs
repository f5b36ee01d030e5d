using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Asking;

/// <summary>Umami's API as scripts that were made for it read it.</summary>
public sealed class UmamiTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly DateTimeOffset Day = new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/compat/umami")]
    public async Task AllThatIsAskedIsAnsweredInUmamisShapes(string prefix)
    {
        var project = await SomeVisitsAsync();
        var stats = await AskAsync(prefix, project, "stats");
        Assert.Equal((4, 2, 2, 1, 60), ((int)stats["pageviews"]!, (int)stats["visitors"]!, (int)stats["visits"]!, (int)stats["bounces"]!, (int)stats["totaltime"]!));
        Assert.Equal((1, 1), ((int)stats["comparison"]!["pageviews"]!, (int)stats["comparison"]!["bounces"]!));

        var pageviews = await AskAsync(prefix, project, "pageviews", "&unit=day");
        Assert.Equal("""{"pageviews":[{"x":"2026-01-10 00:00:00","y":4}],"sessions":[{"x":"2026-01-10 00:00:00","y":2}]}""", pageviews.ToJsonString());
        var compared = (await AskAsync(prefix, project, "pageviews", "&compare=prev"))["compare"]!;
        Assert.Equal(("""["2026-01-09 00:00:00"]""", "2026-01-09T00:00:00"), (X(compared, "pageviews"), ((string)compared["startDate"]!)[..19]));
        Assert.Equal(0, (int)(await AskAsync(prefix, project, "stats", "&compare=yoy"))["comparison"]!["pageviews"]!);
        Assert.Equal("""["2026-01-10 11:00:00","2026-01-10 12:00:00"]""", X(await AskAsync(prefix, project, "pageviews", "&unit=hour&timezone=Europe/Berlin"), "pageviews"));

        Assert.Equal("""[{"x":"/a","y":1},{"x":"/b","y":1}]""", (await AskAsync(prefix, project, "metrics", "&type=path")).ToJsonString());
        Assert.Equal("""[{"x":"/b","y":1}]""", (await AskAsync(prefix, project, "metrics", "&type=path&limit=1&offset=1")).ToJsonString());
        Assert.Equal("""[{"x":"/b","y":1}]""", (await AskAsync(prefix, project, "metrics", "&type=path&search=b")).ToJsonString());
        Assert.Equal("""[{"x":"news.ycombinator.com","y":1},{"x":"","y":1}]""", Sorted(await AskAsync(prefix, project, "metrics", "&type=domain")));
        Assert.Equal("""[{"x":"hn","y":1}]""", (await AskAsync(prefix, project, "metrics", "&type=utmSource")).ToJsonString());
        Assert.Equal("""[{"x":"signup","y":3}]""", (await AskAsync(prefix, project, "metrics", "&type=event")).ToJsonString());
        Assert.Equal("""[{"x":"signup","t":"2026-01-10 00:00:00","y":3}]""", (await AskAsync(prefix, project, "events/series")).ToJsonString());
        Assert.Equal("2026-01-09T12:00:00.000Z", (string?)(await AskAsync(prefix, project, "daterange"))["startDate"]);
        Assert.Equal(0, (int)(await AskAsync(prefix, project, "active"))["visitors"]!);
    }

    [Theory]
    [InlineData("&path=/b", 1)]
    [InlineData("&path=neq./b", 3)]
    [InlineData("&path=c.a", 3)]
    [InlineData("&path=re.^/[ab]$", 4)]
    [InlineData("&utmSource=hn", 3)]
    [InlineData("&utmSource=hn&path=/b", 0)]
    [InlineData("&utmSource=hn&path=/b&match=any", 4)]
    [InlineData("&path=/a,/b", 4)]
    public async Task FiltersAreThoseOfUmami(string filter, int pageviews) =>
        Assert.Equal(pageviews, (int)(await AskAsync("", await SomeVisitsAsync(), "stats", filter.Replace("^", "%5E", StringComparison.Ordinal)))["pageviews"]!);

    [Fact]
    public async Task ATokenSignsInAndAPasswordDoesNot()
    {
        using var stranger = server.NewBrowser();
        using var signedIn = await stranger.PostAsJsonAsync("/api/auth/login", new { username = "admin", password = RunningServer.Token }, Cancellation);
        var told = JsonNode.Parse(await signedIn.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal((RunningServer.Token, "admin", true), ((string)told["token"]!, (string)told["user"]!["username"]!, (bool)told["user"]!["isAdmin"]!));

        using var refused = await stranger.PostAsJsonAsync("/api/auth/login", new { username = "admin", password = "umami" }, Cancellation);
        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (refused.StatusCode, (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancellation))!["error"]!["code"]));
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task WebsitesAreTheProjectsThatATokenMayRead()
    {
        var mine = await server.CreateProjectAsync($"w{Guid.NewGuid():N}.example");
        await server.CreateProjectAsync($"w{Guid.NewGuid():N}.example");
        using var machine = server.NewMachine();
        using var made = await machine.PostAsJsonAsync("/api/v1/tokens", new { name = "mine", scopes = new[] { "read" }, projects = new[] { (string)mine["id"]! } }, Cancellation);
        using var reader = server.NewBrowser();
        reader.DefaultRequestHeaders.Add("Authorization", "Bearer " + (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancellation))!["token"]!);
        var listed = JsonNode.Parse(await reader.GetStringAsync(new Uri("/api/websites", UriKind.Relative), Cancellation))!;

        Assert.Equal(1, (int)listed["count"]!);
        Assert.Equal(((string)mine["id"]!, (string)mine["domains"]![0]!), ((string)listed["data"]![0]!["id"]!, (string)listed["data"]![0]!["domain"]!));
    }

    [Theory]
    [InlineData("stats", 400, "startAt")]
    [InlineData("stats?startAt=1&endAt=0", 400, "endAt")]
    [InlineData("stats?startAt=0&endAt=1&segment=x", 400, "segment")]
    [InlineData("stats?startAt=0&endAt=1&path=re.(", 400, "regular expression")]
    [InlineData("stats?startAt=0&endAt=1&compare=then", 400, "compare")]
    [InlineData("pageviews?startAt=0&endAt=1&unit=year", 400, "unit")]
    [InlineData("pageviews?startAt=0&endAt=1&timezone=Nowhere", 400, "timezone")]
    [InlineData("metrics?startAt=0&endAt=1&type=nothing", 400, "type")]
    [InlineData("metrics?startAt=0&endAt=1&type=path&limit=0", 400, "limit")]
    [InlineData("metrics?startAt=-1&endAt=99999999999999999999&type=path", 400, "startAt")]
    public async Task WhatCannotBeAnsweredIsRefusedInUmamisShape(string question, int status, string said)
    {
        var project = await server.CreateProjectAsync($"r{Guid.NewGuid():N}.example");
        using var machine = server.NewMachine();
        using var answer = await machine.GetAsync(new Uri($"/api/websites/{project["id"]}/{question}", UriKind.Relative), Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal((status, status), ((int)answer.StatusCode, (int)JsonNode.Parse(text)!["error"]!["status"]!));
        Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StrangersAndOtherProjectsAreTold()
    {
        var project = await server.CreateProjectAsync($"s{Guid.NewGuid():N}.example");
        using var stranger = server.NewBrowser();
        using var signedOut = await stranger.GetAsync(new Uri($"/api/websites/{project["id"]}/stats?startAt=0&endAt=1", UriKind.Relative), Cancellation);
        using var machine = server.NewMachine();
        using var unknown = await machine.GetAsync(new Uri($"/api/websites/{Guid.NewGuid()}/stats?startAt=0&endAt=1", UriKind.Relative), Cancellation);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound), (signedOut.StatusCode, unknown.StatusCode));
    }

    /// <summary>Two visits of the day, one of them a bounce, and one of the day before.</summary>
    private async Task<JsonNode> SomeVisitsAsync()
    {
        var project = await server.CreateProjectAsync($"u{Guid.NewGuid():N}.example");
        await server.CollectAsync(
            project,
            Event("pageview", "/a?utm_source=hn", 10, "198.51.100.1", "https://news.ycombinator.com/item"), Event("pageview", "/a", 10.5, "198.51.100.1"), Event("signup", "/a", 11, "198.51.100.1"),
            Event("signup", "/a", 11, "198.51.100.1"), Event("signup", "/a", 11, "198.51.100.1"), Event("pageview", "/a", 11, "198.51.100.1"),
            Event("pageview", "/b", 70, "198.51.100.2"), Event("pageview", "/b", -1320, "198.51.100.3"));
        return project;
    }

    private static string Event(string name, string path, double minutes, string address, string referrer = "") =>
        $$"""{"name":"{{name}}","url":"https://umami.example{{path}}","time":"{{Day.AddHours(10).AddMinutes(minutes):O}}","ip":"{{address}}","user_agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36","referrer":"{{referrer}}"}""";

    private async Task<JsonNode> AskAsync(string prefix, JsonNode project, string question, string more = "")
    {
        using var machine = server.NewMachine();
        using var answer = await machine.GetAsync(
            new Uri($"{prefix}/api/websites/{project["id"]}/{question}?startAt={Day.ToUnixTimeMilliseconds()}&endAt={Day.AddDays(1).ToUnixTimeMilliseconds() - 1}{more}", UriKind.Relative), Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    private static string X(JsonNode answer, string series) => new JsonArray([.. answer[series]!.AsArray().Select(point => point!["x"]!.DeepClone())]).ToJsonString();

    private static string Sorted(JsonNode rows) => new JsonArray([.. rows.AsArray().OrderByDescending(row => ((string)row!["x"]!).Length).Select(row => row!.DeepClone())]).ToJsonString();
}
