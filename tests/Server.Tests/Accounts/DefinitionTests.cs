using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

/// <summary>Who may keep what under which name, and that questions mean by it what it says.</summary>
public sealed class DefinitionTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Phones = """{"kind":"segment","name":"Phones","body":{"filters":[["is","event:page",["/a"]]]}}""";

    [Fact]
    public async Task ASegmentAnswersAsItsFiltersDo()
    {
        var project = await server.CreateProjectAsync("segment.example", "identified");
        await server.CollectAsync(
            project,
            """{"name": "pageview", "url": "https://segment.example/a", "visitor": "v-1", "time": "2026-01-02T10:00:00Z"}""",
            """{"name": "pageview", "url": "https://segment.example/b", "visitor": "v-2", "time": "2026-01-02T10:00:00Z"}""",
            """{"name": "pageview", "url": "https://segment.example/c", "visitor": "v-3", "time": "2026-01-02T10:00:00Z"}""");
        var (_, made) = await SendAsync(HttpMethod.Post, Of(project), Phones);

        Assert.Equal(1, await VisitorsAsync(project, """["is","event:page",["/a"]]"""));
        Assert.Equal(1, await VisitorsAsync(project, $"""["is","segment",["{made["id"]}"]]"""));
        Assert.Equal(2, await VisitorsAsync(project, """["is_not","segment",["Phones"]]"""));

        await SendAsync(HttpMethod.Put, $"{Of(project)}/{made["id"]}", """{"name":"Phones","body":{"filters":[["is","event:page",["/a","/b"]]]}}""", revision: 1);
        Assert.Equal(2, await VisitorsAsync(project, """["is","segment",["Phones"]]"""));

        await SendAsync(HttpMethod.Delete, $"{Of(project)}/{made["id"]}", body: null, revision: 2);
        var (status, refused) = await AskAsync(project, """["is","segment",["Phones"]]""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("no segment of that id or name", (string?)refused["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASegmentIsOfItsProjectAlone()
    {
        var (mine, other) = (await server.CreateProjectAsync("definitions-mine.example"), await server.CreateProjectAsync("definitions-other.example"));
        var (_, made) = await SendAsync(HttpMethod.Post, Of(mine), Phones);

        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(other, $"""["is","segment",["{made["id"]}"]]""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"{Of(other)}/{made["id"]}", body: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Put, $"{Of(other)}/{made["id"]}", Phones, revision: 1)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Delete, $"{Of(other)}/{made["id"]}", body: null, revision: 1)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, $"{Of(mine)}/{made["id"]}", body: null)).Status);
    }

    [Theory]
    [InlineData(new[] { "read" }, 200, 403)]
    [InlineData(new[] { "read", "write" }, 200, 403)]
    [InlineData(new[] { "read", "write", "manage" }, 200, 201)]
    public async Task ATokenThatOnlyReadsOrCollectsKeepsNothing(string[] scopes, int reading, int writing)
    {
        var project = await server.CreateProjectAsync($"scopes-{string.Join('-', scopes)}.example");
        var (_, token) = await SendAsync(HttpMethod.Post, "/api/v1/tokens", new JsonObject
        {
            ["name"] = "t",
            ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]),
            ["projects"] = new JsonArray((string)project["id"]!),
        }.ToJsonString());

        Assert.Equal(reading, (int)(await SendAsync(HttpMethod.Get, Of(project), body: null, token: (string?)token["token"])).Status);
        Assert.Equal(writing, (int)(await SendAsync(HttpMethod.Post, Of(project), Phones, token: (string?)token["token"])).Status);
    }

    [Fact]
    public async Task OfTwoChangesOfTheSameRevisionOneIsRefused()
    {
        var project = await server.CreateProjectAsync("conflict.example");
        var (_, made) = await SendAsync(HttpMethod.Post, Of(project), """{"kind":"annotation","name":"Launch","body":{"at":"2026-11-22"}}""");
        var address = $"{Of(project)}/{made["id"]}";
        const string change = """{"name":"Launch","body":{"at":"2026-11-23"}}""";

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, address, change, revision: 1)).Status);
        var (status, problem) = await SendAsync(HttpMethod.Put, address, change, revision: 1);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "It is at revision 2."), (status, (string?)problem["detail"]));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(HttpMethod.Delete, address, body: null, revision: 1)).Status);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await SendAsync(HttpMethod.Delete, address, body: null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, address, body: null, revision: 2)).Status);
    }

    [Fact]
    public async Task NamesAreUniqueInTheirKindButOfAnnotations()
    {
        var project = await server.CreateProjectAsync("names.example");
        const string view = """{"kind":"view","name":"Phones","body":{"page":"overview","address":""}}""";
        const string launch = """{"kind":"annotation","name":"Launch","body":{"at":"2026-11-22"}}""";
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, Of(project), Phones)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(HttpMethod.Post, Of(project), Phones)).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, Of(project), view)).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, Of(project), launch)).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, Of(project), launch)).Status);

        var (_, list) = await SendAsync(HttpMethod.Get, $"{Of(project)}?kind=annotation", body: null);
        Assert.Equal(["Launch", "Launch"], list["items"]!.AsArray().Select(item => (string?)item!["name"]));
        var (_, audit) = await SendAsync(HttpMethod.Get, $"/api/v1/projects/{project["id"]}/audit", body: null);
        Assert.Equal(["annotation Launch", "annotation Launch", "view Phones", "segment Phones"],
            audit["items"]!.AsArray().Where(line => (string?)line!["action"] == "definition.created").Select(line => (string?)line!["detail"]));
    }

    [Fact]
    public async Task AProjectKeepsSoManyAndNoMore()
    {
        var project = await server.CreateProjectAsync("bounds.example");
        var wide = string.Concat(Enumerable.Repeat("\"" + new string('x', 1_000) + "\",", 30)) + "\"x\"";
        var (kept, last) = (0, HttpStatusCode.Created);
        for (; last == HttpStatusCode.Created && kept <= 200; kept++)
            (last, _) = await SendAsync(HttpMethod.Post, Of(project), SegmentOf(kept.ToString(CultureInfo.InvariantCulture), wide));

        Assert.Equal(HttpStatusCode.Conflict, last);
        Assert.InRange(kept, 120, 150);
        var (status, problem) = await SendAsync(HttpMethod.Post, Of(project), SegmentOf("wider", $"{wide},{wide}"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "body"), (status, (string?)problem["field"]));
    }

    private static string SegmentOf(string name, string cities) => $$$"""{"kind":"segment","name":"{{{name}}}","body":{"filters":[["is","visit:city",[{{{cities}}}]]]}}""";

    private static string Of(JsonNode project) => $"/api/v1/projects/{project["id"]}/definitions";

    private async Task<int> VisitorsAsync(JsonNode project, string filter)
    {
        var (status, answer) = await AskAsync(project, filter);
        Assert.Equal(HttpStatusCode.OK, status);
        return (int)answer["results"]![0]!["metrics"]![0]!;
    }

    private Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(JsonNode project, string filter) =>
        SendAsync(HttpMethod.Post, "/api/v2/query", $$"""{"site_id":"{{project["id"]}}","metrics":["visitors"],"date_range":["2026-01-02","2026-01-02"],"filters":[{{filter}}]}""");

    private async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(HttpMethod method, string address, string? body, int? revision = null, string? token = null)
    {
        using var machine = server.NewMachine();
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        if (token is not null) machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (revision is { } read) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{read.ToString(CultureInfo.InvariantCulture)}\""));
        using var response = await machine.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }
}
