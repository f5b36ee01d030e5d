using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Accounts;
using Footfall.Server.Tests.Asking;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Server.Tests.Sharing;

/// <summary>Who may have letters sent, and that each recipient can end them.</summary>
public sealed class NoticeTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Report = """{"kind":"report","name":"Weekly","body":{"every":"week","outputs":{"email":["a@example.org","b@example.org"]}}}""";

    [Fact]
    public async Task ARecipientEndsItByItsOwnLinkAndByNoOther()
    {
        var project = await server.CreateProjectAsync("notices.example");
        var (_, made) = await SendAsync(HttpMethod.Post, Of(project), Report);
        var proof = AccountsFeature.UnsubscribeProof(server.App.Services.GetRequiredService<ServerSecret>(), Guid.Parse((string)made["id"]!), "a@example.org");

        Assert.Equal(HttpStatusCode.Forbidden, await EndAsync(made, "b@example.org", proof));
        Assert.Equal(HttpStatusCode.Forbidden, await EndAsync(made, "a@example.org", proof + "x"));
        Assert.Equal(HttpStatusCode.NoContent, await EndAsync(made, "a@example.org", proof));
        Assert.Equal(HttpStatusCode.NoContent, await EndAsync(made, "A@example.org", proof));
        Assert.Equal(["a@example.org"], await UnsubscribedAsync(project));

        // A change keeps it; taking the address out and putting it in anew is a new beginning.
        await SendAsync(HttpMethod.Put, $"{Of(project)}/{made["id"]}", Report);
        Assert.Equal(["a@example.org"], await UnsubscribedAsync(project));
        await SendAsync(HttpMethod.Put, $"{Of(project)}/{made["id"]}", Report.Replace("\"a@example.org\",", "", StringComparison.Ordinal));
        await SendAsync(HttpMethod.Put, $"{Of(project)}/{made["id"]}", Report);
        Assert.Empty(await UnsubscribedAsync(project));
    }

    [Fact]
    public async Task WithoutAMailServerATestSaysWhichSettingIsMissing()
    {
        var project = await server.CreateProjectAsync("no-mail.example");
        var (_, made) = await SendAsync(HttpMethod.Post, Of(project), Report);
        var (status, letters) = await SendAsync(HttpMethod.Post, $"{Of(project)}/{made["id"]}/test", body: null);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.All(letters["items"]!.AsArray(), letter => Assert.Contains("FOOTFALL_SMTP_URL", (string?)letter!["error"], StringComparison.Ordinal));
        var (_, history) = await SendAsync(HttpMethod.Get, $"{Of(project)}/{made["id"]}/letters", body: null);
        Assert.Equal(["email:a@example.org failed", "email:b@example.org failed"], history["items"]!.AsArray().Select(letter => $"{letter!["output"]} {letter["state"]}"));
    }

    [Fact]
    public async Task ASealedProjectHasNoneAndSaysWhoSendsThem()
    {
        using var project = await SealedProject.CreateAsync(server, 4712);
        var notices = $"/api/v1/projects/{project.Project.Id.Value}/notices";
        foreach (var (method, address, body) in new[] { (HttpMethod.Get, notices, null), (HttpMethod.Post, notices, Report), (HttpMethod.Delete, $"{notices}/{Guid.NewGuid()}", null), (HttpMethod.Post, $"{notices}/{Guid.NewGuid()}/test", null), (HttpMethod.Get, $"{notices}/{Guid.NewGuid()}/letters", null) })
        {
            var (status, problem) = await SendAsync(method, address, body);
            Assert.Equal(HttpStatusCode.Conflict, status);
            Assert.Contains("footfall agent", (string?)problem["remedy"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AProjectHasFiftyAtTheMost()
    {
        var project = await server.CreateProjectAsync("fifty.example");
        for (var i = 0; i < 50; i++) Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, Of(project), Report)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(HttpMethod.Post, Of(project), Report)).Status);
    }

    private static string Of(JsonNode project) => $"/api/v1/projects/{project["id"]}/notices";

    private async Task<IEnumerable<string>> UnsubscribedAsync(JsonNode project) =>
        (await SendAsync(HttpMethod.Get, Of(project), body: null)).Body["items"]![0]!["unsubscribed"]!.AsArray().Select(address => (string)address!);

    private async Task<HttpStatusCode> EndAsync(JsonNode notice, string address, string proof)
    {
        using var stranger = server.NewBrowser();
        using var answer = await stranger.PostAsync(
            new Uri($"/api/v1/unsubscribe?notice={notice["id"]}&address={Uri.EscapeDataString(address)}&proof={proof}", UriKind.Relative),
            new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpMethod method, string address, string? body)
    {
        using var machine = server.NewMachine();
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await machine.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }
}
