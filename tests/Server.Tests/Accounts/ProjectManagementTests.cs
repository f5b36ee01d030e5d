using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

public sealed class ProjectManagementTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("""{"domains":["a.example"]}""", "name", 422)]
    [InlineData("""{"name":"x","domains":["http://a"]}""", "domains", 422)]
    [InlineData("""{"name":"x","timezone":"Nowhere"}""", "timezone", 422)]
    [InlineData("""{"name":"x","mode":"sealed"}""", "vault", 422)]
    [InlineData("""{"name":"x","identity":"identified"}""", "identity", 422)]
    [InlineData("""{"name":"x","mode":"other"}""", "mode", 422)]
    [InlineData("""{"name":7}""", "body", 400)]
    [InlineData("{", "body", 400)]
    [InlineData("", "body", 400)]
    public async Task ABadProjectIsRefusedByName(string body, string field, int status)
    {
        using var machine = server.NewMachine();
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var answer = await machine.PostAsync(new Uri("/api/v1/projects", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var problem = await JsonAsync(answer);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(field, (string?)problem["field"]);
        Assert.NotNull((string?)problem["remedy"]);
    }

    [Fact]
    public async Task AProjectIsMadeChangedAndRemoved()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var project = await server.CreateProjectAsync("life.example");
        Assert.StartsWith("ff_", (string?)project["key"], StringComparison.Ordinal);
        using var machine = server.NewMachine();
        var address = new Uri($"/api/v1/projects/{project["id"]}", UriKind.Relative);

        using var changed = await machine.PatchAsJsonAsync(address, new { retention_days = 30, domains = new[] { "other.example" } }, cancellation);
        var answer = await JsonAsync(changed);
        Assert.Equal(30, (int)answer["retention_days"]!);
        Assert.Equal("other.example", (string?)answer["domains"]![0]);

        using var goal = await machine.PostAsJsonAsync($"{address}/goals", new { page_path = "/blog/**" }, cancellation);
        Assert.Equal(HttpStatusCode.Created, goal.StatusCode);
        using var twice = await machine.PostAsJsonAsync($"{address}/goals", new { page_path = "/blog/**" }, cancellation);
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        using var both = await machine.PostAsJsonAsync($"{address}/goals", new { page_path = "/a", event_name = "b" }, cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, both.StatusCode);

        using var audit = await machine.GetAsync(new Uri($"{address}/audit", UriKind.Relative), cancellation);
        var lines = await JsonAsync(audit);
        Assert.True((bool)lines["intact"]!);
        Assert.Equal(["goal.created", "project.changed", "project.created"], lines["items"]!.AsArray().Select(line => (string?)line!["action"]));

        using var removed = await machine.DeleteAsync(address, cancellation);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        using var gone = await machine.GetAsync(address, cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task ATokenSeesItsProjectsOnlyAndDoesWhatItsScopesSay()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var mine = await server.CreateProjectAsync("mine.example");
        var other = await server.CreateProjectAsync("not-mine.example");
        using var machine = server.NewMachine();
        using var made = await machine.PostAsJsonAsync("/api/v1/tokens", new { name = "reader", scopes = new[] { "read" }, projects = new[] { (string?)mine["id"] } }, cancellation);
        var token = await JsonAsync(made);
        using var reader = server.NewBrowser();
        reader.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)token["token"]);

        var list = await JsonAsync(await reader.GetAsync(new Uri("/api/v1/projects", UriKind.Relative), cancellation));
        Assert.Equal((string?)mine["id"], (string?)Assert.Single(list["items"]!.AsArray())!["id"]);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(new Uri($"/api/v1/projects/{other["id"]}", UriKind.Relative), cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PatchAsJsonAsync($"/api/v1/projects/{mine["id"]}", new { name = "x" }, cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync(new Uri("/api/v1/tokens", UriKind.Relative), cancellation)).StatusCode);

        using var removed = await machine.DeleteAsync(new Uri($"/api/v1/tokens/{token["id"]}", UriKind.Relative), cancellation);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await reader.GetAsync(new Uri("/api/v1/projects", UriKind.Relative), cancellation)).StatusCode);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
}
