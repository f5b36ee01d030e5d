using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Asking;

/// <summary>What is kept as an experiment is what pages are given, from its start to its stop.</summary>
public sealed class RunningExperimentTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task AnExperimentIsGivenWhileItRuns()
    {
        var project = await server.CreateProjectAsync("runs.example", "identified");
        var made = await SendAsync(HttpMethod.Post, Of(project), Definition("draft", "experiment"));
        Assert.Equal("{}", (await GivenAsync(project, "&visitor=v-1")).ToJsonString());

        await SendAsync(HttpMethod.Put, $"{Of(project)}/{made["id"]}", Definition("running"), revision: 1);
        Assert.Equal("""{"green":1,"red":1}""", (await GivenAsync(project, "&visitor=v-1"))["colour"]!["weights"]!.ToJsonString());

        await SendAsync(HttpMethod.Put, $"{Of(project)}/{made["id"]}", Definition("stopped"), revision: 2);
        Assert.Equal("{}", (await GivenAsync(project, "&visitor=v-1")).ToJsonString());
    }

    [Fact]
    public async Task AVisitorKeepsItsVariantAndOthersGetOthers()
    {
        var (identified, anonymous) = (await server.CreateProjectAsync("keeps.example", "identified"), await server.CreateProjectAsync("forgets.example"));
        foreach (var project in (JsonNode[])[identified, anonymous]) await SendAsync(HttpMethod.Post, Of(project), Definition("running", "experiment"));

        var byId = new List<string?>();
        for (var i = 0; i < 30; i++) byId.Add((string?)(await GivenAsync(identified, $"&visitor=v-{i}"))["colour"]!["variant"]);
        Assert.Equal(2, byId.Distinct().Count());
        Assert.Equal(byId[7], (string?)(await GivenAsync(identified, "&visitor=v-7", agent: "another browser"))["colour"]!["variant"]);

        // An id that a page of an anonymous project sends is of no effect: the day's hash of address and browser decides.
        var byAgent = new List<string?>();
        for (var i = 0; i < 30; i++) byAgent.Add((string?)(await GivenAsync(anonymous, $"&visitor=v-{i}", agent: "Firefox/131.0"))["colour"]!["variant"]);
        Assert.Single(byAgent.Distinct());
        for (var i = 0; i < 30; i++) byAgent.Add((string?)(await GivenAsync(anonymous, "", agent: $"Firefox/{i}"))["colour"]!["variant"]);
        Assert.Equal(2, byAgent.Distinct().Count());
    }

    [Fact]
    public async Task WhoOptsOutTakesNoPart()
    {
        var project = await server.CreateProjectAsync("opts-out.example");
        await SendAsync(HttpMethod.Post, Of(project), Definition("running", "experiment"));

        Assert.Null((await GivenAsync(project, "", signal: "Sec-GPC"))["colour"]!["variant"]);
    }

    /// <param name="kind">Null in a change, which says none.</param>
    private static string Definition(string status, string? kind = null)
    {
        var definition = JsonNode.Parse($$"""{"name":"colour","body":{"status":"{{status}}","question":{"date_range":"all","experiment":"colour","goal":{"event":"buy"},"weights":{"green":1,"red":1} } } }""")!;
        if (kind is not null) definition["kind"] = kind;
        return definition.ToJsonString();
    }

    private static string Of(JsonNode project) => $"/api/v1/projects/{project["id"]}/definitions";

    private async Task<JsonNode> GivenAsync(JsonNode project, string more, string agent = "Firefox/131.0", string? signal = null)
    {
        using var client = server.NewMachine();
        client.DefaultRequestHeaders.UserAgent.Clear();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        if (signal is not null) client.DefaultRequestHeaders.Add(signal, "1");
        using var response = await client.GetAsync(new Uri($"/experiments?key={project["key"]}{more}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl is { Private: true });
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string address, string body, int? revision = null)
    {
        using var machine = server.NewMachine();
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (revision is { } read) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{read}\""));
        using var response = await machine.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
