using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Server.Tests.Asking;
using Xunit;

namespace Footfall.Server.Tests.Sharing;

/// <summary>A link shows what it was made to show, to whom it was made for, until it ends, and nothing else of its project.</summary>
public sealed class SharedLinkTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Visitors = """{"site_id":"-","metrics":["visitors"],"date_range":["2026-01-01","2026-01-31"]}""";

    [Fact]
    public async Task ALinkAnswersByItsPanelsUnderItsFilters()
    {
        var project = await SeenAsync("panels.example");
        var slug = await ShareAsync(project, """{"name":"A","panels":["totals","content"],"filters":[["is_not","event:page",["/secret"]]]}""");

        Assert.Equal(2, await NumberAsync(slug, Visitors));
        Assert.Equal("""[["/a"],["/b"]]""", await RowsAsync(slug, "\"dimensions\":[\"event:page\"],\"order_by\":[[\"event:page\",\"asc\"]]"));
        Assert.Contains("does not show visit:country", await RefusalAsync(slug, "\"dimensions\":[\"visit:country\"]"), StringComparison.Ordinal);
        Assert.Contains("does not show event:props:plan", await RefusalAsync(slug, "\"dimensions\":[\"event:props:plan\"]"), StringComparison.Ordinal);
        Assert.Contains("filters are fixed", await RefusalAsync(slug, "\"filters\":[[\"is\",\"event:page\",[\"/secret\"]]]"), StringComparison.Ordinal);
        Assert.Contains("at another time", await RefusalAsync(slug, "\"filters\":[[\"has_done\",[\"is\",\"event:page\",[\"/secret\"]]]]"), StringComparison.Ordinal);
        Assert.Contains("one dimension at a time", await RefusalAsync(slug, "\"dimensions\":[\"event:page\",\"visit:entry_page\"]"), StringComparison.Ordinal);
        Assert.Contains("Invalid segment", await RefusalAsync(slug, "\"filters\":[[\"is\",\"segment\",[\"x\"]]]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadersFilterOnlyWhereTheyMayAndByWhatIsShown()
    {
        var project = await SeenAsync("filters.example");
        var slug = await ShareAsync(project, """{"name":"A","panels":["totals","content"],"may_filter":true}""");

        Assert.Equal(1, await NumberAsync(slug, Visitors.Replace("\"date_range\"", "\"filters\":[[\"is\",\"event:page\",[\"/a\"]]],\"date_range\"", StringComparison.Ordinal)));
        Assert.Contains("cannot be filtered by it", await RefusalAsync(slug, "\"filters\":[[\"is\",\"visit:country\",[\"DE\"]]]"), StringComparison.Ordinal);
        Assert.Contains("Invalid", await RefusalAsync(slug, "\"filters\":[[\"is\",\"event:none\",[\"DE\"]]]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALinkOpensNothingElseOfItsProject()
    {
        var project = await SeenAsync("else.example");
        var slug = await ShareAsync(project, """{"name":"A","panels":["totals"],"password":"correct horse"}""");
        var ticket = (string)(await SendAsync(HttpMethod.Post, $"/api/v1/shared/{slug}/session", """{"password":"correct horse"}""", token: null)).Body["ticket"]!;

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"/api/v1/shared/{slug}/query", Visitors, token: null, ticket)).Status);
        foreach (var address in (string[])["", "/goals", "/links", "/definitions", "/audit", "/realtime", "/ledger"])
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, $"/api/v1/projects/{project["id"]}{address}", body: null, token: null, ticket)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, "/api/v2/query", Visitors, token: null, ticket)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, "/api/v2/query", Visitors, token: ticket)).Status);
    }

    [Fact]
    public async Task APasswordIsAskedForAndItsTicketEndsWithIt()
    {
        var project = await SeenAsync("password.example");
        const string form = """{"name":"A","panels":["totals"],"password":"correct horse"}""";
        var (_, made) = await SendAsync(HttpMethod.Post, $"/api/v1/projects/{project["id"]}/links", form);
        var shared = $"/api/v1/shared/{made["slug"]}";
        var other = await ShareAsync(project, form);

        Assert.Equal("""{"password_required":true}""", (await SendAsync(HttpMethod.Get, shared, body: null, token: null)).Body.ToJsonString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, $"{shared}/query", Visitors, token: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, $"{shared}/session", """{"password":"wrong horse"}""", token: null)).Status);
        var ticket = (string)(await SendAsync(HttpMethod.Post, $"{shared}/session", """{"password":"correct horse"}""", token: null)).Body["ticket"]!;
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"{shared}/query", Visitors, token: null, ticket)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, $"/api/v1/shared/{other}/query", Visitors, token: null, ticket)).Status);
        foreach (var forged in (string[])["", ".", "9999999999.AAAA", $"9999999999.{ticket.Split('.')[1]}", ticket[..^1] + (ticket[^1] == 'A' ? 'B' : 'A'), new string('x', 5000)])
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, $"{shared}/query", Visitors, token: null, forged)).Status);

        // Left out, the password stays; but whoever changes a link sends its readers to the door again.
        await SendAsync(HttpMethod.Put, $"/api/v1/projects/{project["id"]}/links/{made["id"]}", """{"name":"A","panels":["totals"]}""");
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, $"{shared}/query", Visitors, token: null, ticket)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"{shared}/session", """{"password":"correct horse"}""", token: null)).Status);
        await SendAsync(HttpMethod.Put, $"/api/v1/projects/{project["id"]}/links/{made["id"]}", """{"name":"A","panels":["totals"],"password":""}""");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"{shared}/query", Visitors, token: null)).Status);
    }

    [Fact]
    public async Task GuessesAreLimitedByLink()
    {
        var project = await SeenAsync("guesses.example");
        var (slug, other) = (await ShareAsync(project, """{"name":"A","panels":["totals"],"password":"correct horse"}"""), await ShareAsync(project, """{"name":"B","panels":["totals"],"password":"correct horse"}"""));
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, $"/api/v1/shared/{slug}/session", """{"password":"wrong horse"}""", token: null)).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(HttpMethod.Post, $"/api/v1/shared/{slug}/session", """{"password":"correct horse"}""", token: null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"/api/v1/shared/{other}/session", """{"password":"correct horse"}""", token: null)).Status);
    }

    [Fact]
    public async Task WhatIsRevokedIsGoneAndTheAuditLogSaysWho()
    {
        var project = await SeenAsync("revoked.example");
        var (_, made) = await SendAsync(HttpMethod.Post, $"/api/v1/projects/{project["id"]}/links", """{"name":"Board","panels":["totals"]}""");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, $"/api/v1/shared/{made["slug"]}", body: null, token: null)).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, $"/api/v1/projects/{project["id"]}/links/{made["id"]}", body: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"/api/v1/shared/{made["slug"]}", body: null, token: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, $"/api/v1/shared/{made["slug"]}/query", Visitors, token: null)).Status);
        var (_, list) = await SendAsync(HttpMethod.Get, $"/api/v1/projects/{project["id"]}/links", body: null);
        Assert.NotNull(list["items"]![0]!["revoked_at"]);
        var (_, audit) = await SendAsync(HttpMethod.Get, $"/api/v1/projects/{project["id"]}/audit", body: null);
        Assert.Equal(["link.revoked Board", "link.created Board"], audit["items"]!.AsArray().Select(line => $"{line!["action"]} {line["detail"]}").Where(line => line.StartsWith("link.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""["https://frame.example","http://localhost:5173"]""", "frame-ancestors https://frame.example http://localhost:5173", false)]
    [InlineData("""["*"]""", "frame-ancestors *", false)]
    [InlineData("[]", "frame-ancestors 'none'", true)]
    public async Task ALinkSaysItselfWhoMayFrameIt(string origins, string policy, bool denied)
    {
        var project = await server.CreateProjectAsync($"frame-{Guid.NewGuid():N}.example");
        var slug = await ShareAsync(project, $$"""{"name":"A","panels":["totals"],"frame_ancestors":{{origins}}}""");
        using var browser = server.NewBrowser();
        using var page = await browser.GetAsync(new Uri($"/share/{slug}?theme=dark", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.EndsWith(policy, Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(denied, page.Headers.Contains("X-Frame-Options"));
        Assert.Equal("noindex", Assert.Single(page.Headers.GetValues("X-Robots-Tag")));
        using var other = await browser.GetAsync(new Uri("/login", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.EndsWith("frame-ancestors 'none'", Assert.Single(other.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"A","panels":["totals"],"frame_ancestors":["https://a.example; script-src *"]}""", "frame_ancestors")]
    [InlineData("""{"name":"A","panels":["totals"],"frame_ancestors":["https://a.example/path"]}""", "frame_ancestors")]
    [InlineData("""{"name":"A","panels":["other"]}""", "panels")]
    [InlineData("""{"name":"A","panels":["totals"],"reports":["00000000-0000-4000-8000-000000000000"]}""", "reports")]
    [InlineData("""{"name":"A","panels":["totals"],"filters":[["is","event:none",["x"]]]}""", "filters/0/1")]
    [InlineData("""{"name":"A","panels":["totals","live"],"filters":[["is","event:page",["/"]]]}""", "panels")]
    [InlineData("""{"name":"A","panels":["totals"],"password":"short"}""", "password")]
    [InlineData("""{"name":"A","panels":["totals"],"expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"A","panels":["totals"],"threshold":{"least":1,"grain":"day","dimensions":[]}}""", "threshold/least")]
    [InlineData("""{"name":"A","panels":["totals"],"threshold":{"least":5,"grain":"hour","dimensions":[]}}""", "threshold/grain")]
    [InlineData("""{"name":"A","panels":["totals"],"threshold":{"least":5,"grain":"day","dimensions":["visit:city"]}}""", "threshold/dimensions")]
    [InlineData("""{"name":"A","panels":["totals"],"threshold":{"least":5,"grain":"day","dimensions":["visit:browser","visit:os"]}}""", "threshold/dimensions")]
    [InlineData("""{"name":"A","panels":["totals","live"],"threshold":{"least":5,"grain":"day","dimensions":["visit:country"]}}""", "panels")]
    [InlineData("""{"name":"A","panels":["totals"],"may_filter":true,"threshold":{"least":5,"grain":"day","dimensions":["visit:country"]}}""", "may_filter")]
    public async Task WhatALinkCannotBeIsRefusedByItsField(string form, string field)
    {
        var project = await server.CreateProjectAsync($"refused-{Guid.NewGuid():N}.example");
        var (status, problem) = await SendAsync(HttpMethod.Post, $"/api/v1/projects/{project["id"]}/links", form);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (status, (string?)problem["field"]));
    }

    [Fact]
    public async Task AllLinksOfAProjectHideAlikeAlsoThoseThatWereRevoked()
    {
        var project = await server.CreateProjectAsync("alike.example");
        var links = $"/api/v1/projects/{project["id"]}/links";
        const string hiding = """{"name":"A","panels":["totals"],"filters":[["is","event:page",["/a"]]],"threshold":{"least":5,"grain":"day","dimensions":["visit:country"]}}""";
        var (_, made) = await SendAsync(HttpMethod.Post, links, hiding);
        await SendAsync(HttpMethod.Delete, $"{links}/{made["id"]}", body: null);

        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, links, hiding.Replace("\"totals\"", "\"places\"", StringComparison.Ordinal))).Status);
        foreach (var (was, is_) in new[] { (":5", ":6"), ("day", "month"), ("visit:country", "visit:device"), ("/a", "/b") })
            Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(HttpMethod.Post, links, hiding.Replace(was, is_, StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task ASealedProjectHasNoLinksAndSaysWhy()
    {
        using var project = await SealedProject.CreateAsync(server, 4711);
        var links = $"/api/v1/projects/{project.Project.Id.Value}/links";
        foreach (var (method, address, body) in new[] { (HttpMethod.Get, links, null), (HttpMethod.Post, links, """{"name":"A","panels":["totals"]}"""), (HttpMethod.Delete, $"{links}/{Guid.NewGuid()}", null) })
        {
            var (status, problem) = await SendAsync(method, address, body);
            Assert.Equal(HttpStatusCode.Conflict, status);
            Assert.Contains("would carry the project's key", (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    private async Task<JsonNode> SeenAsync(string domain)
    {
        var project = await server.CreateProjectAsync(domain, "identified");
        await server.CollectAsync(
            project,
            $$"""{"name": "pageview", "url": "https://{{domain}}/a", "visitor": "v-1", "time": "2026-01-02T10:00:00Z"}""",
            $$"""{"name": "pageview", "url": "https://{{domain}}/b", "visitor": "v-2", "time": "2026-01-02T10:00:00Z"}""",
            $$"""{"name": "pageview", "url": "https://{{domain}}/secret", "visitor": "v-3", "time": "2026-01-02T10:00:00Z"}""");
        return project;
    }

    private async Task<string> ShareAsync(JsonNode project, string form)
    {
        var (status, made) = await SendAsync(HttpMethod.Post, $"/api/v1/projects/{project["id"]}/links", form);
        Assert.True(status == HttpStatusCode.Created, made.ToJsonString());
        return (string)made["slug"]!;
    }

    private async Task<int> NumberAsync(string slug, string question)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, $"/api/v1/shared/{slug}/query", question, token: null);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return (int)answer["results"]![0]!["metrics"]![0]!;
    }

    private async Task<string> RowsAsync(string slug, string members) =>
        new JsonArray([.. (await AskAsync(slug, members)).Body["results"]!.AsArray().Select(row => row!["dimensions"]!.DeepClone())]).ToJsonString();

    private async Task<string> RefusalAsync(string slug, string members)
    {
        var (status, body) = await AskAsync(slug, members);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        return (string)body["error"]!;
    }

    private Task<(HttpStatusCode Status, JsonNode Body)> AskAsync(string slug, string members) =>
        SendAsync(HttpMethod.Post, $"/api/v1/shared/{slug}/query", Visitors.Replace("\"date_range\"", $"{members},\"date_range\"", StringComparison.Ordinal), token: null);

    private async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpMethod method, string address, string? body, string? token = RunningServer.Token, string? ticket = null)
    {
        using var browser = server.NewBrowser();
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (ticket is not null) request.Headers.TryAddWithoutValidation("Footfall-Link", ticket);
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }
}
