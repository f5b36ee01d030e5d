using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Agent.Tests;
using Footfall.Client;
using Footfall.Sealing.Signatures;
using Xunit;

namespace Footfall.Sdk.Client.Tests;

/// <summary>The real server takes what the client sends, and whoever may read it reads the same.</summary>
public sealed class RealServerTests(World world) : IClassFixture<World>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EventsOfAnOpenProjectAreCountedOnceHoweverOftenTheyAreSent()
    {
        var project = await world.Server.CreateProjectAsync($"{Guid.NewGuid()}.example", "identified");
        var options = NewOptions((string)project["key"]!, ProjectMode.Identified);
        var transport = options.Transport = new Forgetful(new HttpTransport());
        await using (var client = new FootfallClient(options))
        {
            client.TrackView(new() { PageUrl = "https://app.example/start", PageTitle = "Start", Visitor = "v1" });
            client.TrackEvent("timer.started", new() { ["project"] = "p1", ["seats"] = 3 }, new() { Visitor = "v1", Url = "https://app.example/start" });
            client.TrackEvent("timer.started", new() { ["project"] = "p2", ["seats"] = 5 }, new() { Visitor = "v2", Url = "https://app.example/start" });
            Assert.False(await client.FlushAsync(Stop));
            Assert.True(await client.FlushAsync(Stop));
            Assert.Equal(new ClientStatus(0, 3, 0, null), client.Status);
        }

        (transport as IDisposable)?.Dispose();
        await StoredAsync(project);
        Assert.Equal("[2,1,3]", await AskAsync(project, """{"metrics": ["visitors", "pageviews", "events"], "date_range": "day"}"""));
        Assert.Equal(
            """[{"dimensions":["p1"],"metrics":[1]},{"dimensions":["p2"],"metrics":[1]}]""",
            await AskAsync(project, """{"metrics": ["events"], "date_range": "day", "dimensions": ["event:props:project"], "filters": [["is", "event:name", ["timer.started"]]], "order_by": [["event:props:project", "asc"]]}"""));
    }

    [Fact]
    public async Task TheServersExperimentIsAssignedAsTheServerDoes()
    {
        var project = await world.Server.CreateProjectAsync($"{Guid.NewGuid()}.example", "identified");
        using (var machine = world.Server.NewMachine())
        {
            var body = JsonNode.Parse("""{"status": "running", "question": {"experiment": "checkout", "goal": {"event": "signup"}, "date_range": "7d", "weights": {"control": 1, "b": 1}}}""");
            using var made = await machine.PostAsJsonAsync($"/api/v1/projects/{project["id"]}/definitions", new { kind = "experiment", name = "checkout", body }, Stop);
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(Stop));
        }

        await using var client = new FootfallClient(NewOptions((string)project["key"]!, ProjectMode.Identified));
        using var browser = world.Server.NewBrowser();
        foreach (var visitor in (string[])["v-1", "v-2", "v-3"])
        {
            var told = await browser.GetFromJsonAsync<JsonNode>($"/experiments?key={project["key"]}&visitor={visitor}", Stop);
            Assert.Equal((string?)told!["checkout"]!["variant"], await client.ExperimentAsync("checkout", new() { Visitor = visitor }, Stop));
        }
    }

    [Fact]
    public async Task SealedEventsAreReadByAMemberOfTheVaultAndNobodyElse()
    {
        var project = await world.CreateProjectAsync();
        var key = (string)(await world.SendAsync(HttpMethod.Get, $"/api/v1/projects/{project.Id}"))["key"]!;
        var options = NewOptions(key, ProjectMode.Sealed);
        (options.Pin, options.Identity) = (Pin.Of(world.Root.Public), VisitorIdentity.Identified);
        options.Transport = new Forgetful(new HttpTransport());
        await using (var client = new FootfallClient(options))
        {
            client.TrackView(new() { PageUrl = "https://app.example/start", Visitor = "v1" });
            client.TrackEvent("timer.started", new() { ["project"] = "canary-project" }, new() { Visitor = "v2", Url = "https://app.example/start" });
            Assert.False(await client.FlushAsync(Stop));
            Assert.True(await client.FlushAsync(Stop));
            Assert.Equal(new ClientStatus(0, 2, 0, null), client.Status);
        }

        // One that waits until it is stored, so that those before are.
        await project.CollectAsync([new JsonObject { ["name"] = "last", ["url"] = "https://app.example/", ["visitor"] = "v1" }]);
        using var reader = world.NewReader();
        await reader.RefreshAsync(Stop);
        var counts = reader.CountsOf(reader.Find(project.Id.ToString())!)!;
        Assert.Equal((2, 3), (counts.Envelopes, counts.Events));
        var question = JsonSerializer.Deserialize<JsonElement>("""{"metrics": ["events", "visitors"], "date_range": "day", "dimensions": ["event:props:project"], "filters": [["is", "event:name", ["timer.started"]]]}""");
        var (answer, error) = await reader.AskAsync(reader.Find(project.Id.ToString())!, question, Stop);
        Assert.True(error is null, error);
        Assert.Equal("""[{"dimensions":["canary-project"],"metrics":[1,1]}]""", JsonNode.Parse(answer!)!["results"]!.ToJsonString());
        // All but the file that only locks the directory, which is empty and cannot be opened.
        foreach (var file in Directory.GetFiles(world.Server.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("footfall.lock", StringComparison.Ordinal)))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes, Stop);
            Assert.True(bytes.ToArray().AsSpan().IndexOf("canary-project"u8) < 0, file);
        }
    }

    private FootfallOptions NewOptions(string key, ProjectMode mode) => new() { ApiBaseUrl = world.Server.Address.ToString(), Key = key, Mode = mode, FlushInterval = TimeSpan.FromHours(1) };

    private async Task StoredAsync(JsonNode project) =>
        await world.Server.CollectAsync(project, """{"name": "session_start", "url": "https://app.example/", "visitor": "v1"}""");

    private async Task<string> AskAsync(JsonNode project, string question)
    {
        var asked = JsonNode.Parse(question)!;
        asked["site_id"] = (string)project["id"]!;
        using var machine = world.Server.NewMachine();
        using var told = await machine.PostAsJsonAsync("/api/v2/query", asked, Stop);
        var answer = JsonNode.Parse(await told.Content.ReadAsStringAsync(Stop))!;
        var rows = answer["results"]!.AsArray();
        return asked["dimensions"] is null ? rows[0]!["metrics"]!.ToJsonString() : rows.ToJsonString();
    }

    /// <summary>The server takes the first batch, and its answer is lost.</summary>
    private sealed class Forgetful(HttpTransport inner) : IFootfallTransport, IDisposable
    {
        private bool forgot;

        public void Dispose() => inner.Dispose();

        public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
        {
            var answer = await inner.SendAsync(request, cancellationToken);
            if (forgot || request.Method == "GET") return answer;
            forgot = true;
            throw new HttpRequestException("the answer was lost");
        }
    }
}
