using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Storage.Control;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Agent.Tests;

public sealed class AgentReaderTests(World world) : IClassFixture<World>
{
    private static readonly string[] Questions =
    [
        """{"metrics": ["visitors", "visits", "pageviews", "events", "bounce_rate", "visit_duration", "views_per_visit"], "date_range": "7d"}""",
        """{"metrics": ["visitors", "visits"], "date_range": "all", "dimensions": ["time:day"]}""",
        """{"metrics": ["visitors", "pageviews"], "date_range": "7d", "dimensions": ["event:page"]}""",
        """{"metrics": ["visitors", "visits"], "date_range": "7d", "dimensions": ["visit:source", "visit:browser"]}""",
        """{"metrics": ["visits"], "date_range": "7d", "dimensions": ["visit:entry_page"]}""",
        """{"metrics": ["events", "visitors"], "date_range": "7d", "dimensions": ["event:props:plan"], "filters": [["is", "event:name", ["signup"]]]}""",
        """{"metrics": ["visitors", "events"], "date_range": "7d", "dimensions": ["event:goal"]}""",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ItsAnswersAreThoseOfAnOpenProjectWithTheSameEvents()
    {
        var loads = Traffic.PageLoads(120, 1, TimeProvider.System.GetUtcNow());
        var project = await world.CreateProjectAsync();
        await project.CollectAsync([.. loads]);
        await world.KeepDocumentAsync(project.Id, "goal", new { display_name = "Signed up", event_name = "signup", page_path = (string?)null, currency = (string?)null });
        var open = await OpenTwinAsync(loads);
        using var reader = world.NewReader();
        await reader.RefreshAsync(Stop);
        Assert.Empty(reader.Problems);
        foreach (var question in Questions) await SameAsync(reader, project, open, question);
        Assert.Equal(loads.Sum(load => load.Length), reader.CountsOf(reader.Find(project.Id.ToString())!)!.Events);
    }

    [Fact]
    public async Task WhatComesLaterIsReadFromWhereItStopped()
    {
        var project = await world.CreateProjectAsync("anonymous");
        var load = new JsonObject { ["name"] = "pageview", ["url"] = "https://site.example/" };
        await project.CollectAsync([load]);
        using var reader = world.NewReader();
        await reader.RefreshAsync(Stop);
        await project.CollectAsync([load], [load]);
        await reader.RefreshAsync(Stop);
        var counts = reader.CountsOf(reader.Find(project.Id.ToString())!)!;
        Assert.Equal((3, 3), (counts.Envelopes, counts.Events));
        var (answer, _) = await reader.AskAsync(reader.Find(project.Id.ToString())!, Json("""{"metrics": ["visitors", "visits", "pageviews"], "date_range": "day"}"""), Stop);
        Assert.Equal("[1,1,3]", JsonNode.Parse(answer!)!["results"]![0]!["metrics"]!.ToJsonString());
    }

    [Fact]
    public async Task WhatDoesNotOpenIsCountedAndLeftOut()
    {
        var project = await world.CreateProjectAsync();
        var broken = project.Seal(new JsonObject { ["name"] = "pageview", ["url"] = "https://site.example/" });
        broken[^1] ^= 1;
        using var sealer = new Sealing.Envelopes.EnvelopeSealer(project.Key, project.Id.ToByteArray(bigEndian: true), project.Epoch);
        await world.CollectAsync("/collect/sealed", World.Frames([broken, sealer.Seal("no message"u8)]), 2);
        using var reader = world.NewReader();
        await reader.RefreshAsync(Stop);
        var counts = reader.CountsOf(reader.Find(project.Id.ToString())!)!;
        Assert.Equal((2, 2, 0), (counts.Envelopes, counts.Unopened, counts.Events));
    }

    /// <summary>Whoever has a backup of everything but the keys file, and is a member of the vault, opens nothing of an epoch that has died since.</summary>
    [Fact]
    public async Task ADeletedEpochIsNotOpenedFromABackup()
    {
        var project = await world.CreateProjectAsync();
        var load = new JsonObject { ["name"] = "pageview", ["url"] = "https://site.example/", ["visitor"] = "v" };
        await project.CollectAsync([load], [load]);
        using (var before = world.NewReader())
        {
            await before.RefreshAsync(Stop);
            Assert.Equal(2, before.CountsOf(before.Find(project.Id.ToString())!)!.Events);
        }

        var epoch = (await world.SendAsync(HttpMethod.Get, $"/api/v1/projects/{project.Id}/epochs"))["items"]![0]!;
        var sealedKey = (string)epoch["sealed_key"]!;
        // By another program, as backups are made: to this one, what the server has open is closed.
        var backup = world["backup"];
        using (var copy = System.Diagnostics.Process.Start("cp", ["-r", world.Server.Folder, backup])) await copy.WaitForExitAsync(Stop);
        var keysFile = Path.Combine(backup, "keys", "current");
        Assert.True(Holds(keysFile, sealedKey));
        File.Delete(keysFile);
        Assert.DoesNotContain(Directory.GetFiles(backup, "*", SearchOption.AllDirectories), file => Holds(file, sealedKey));

        // As after a restore: the messages are all there, beside the keys file as it is now.
        var keys = world.Server.App.Services.GetRequiredService<EpochKeysFile>();
        keys.Keep((of, _) => of.Value != project.Id);
        using var reader = world.NewReader();
        await reader.RefreshAsync(Stop);
        var counts = reader.CountsOf(reader.Find(project.Id.ToString())!)!;
        Assert.Equal((2, 2, 0), (counts.Envelopes, counts.WithoutKey, counts.Events));
        Assert.False(Holds(Path.Combine(world.Server.Folder, "keys", "current"), sealedKey));
    }

    private static bool Holds(string file, string sealedKey)
    {
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(sealedKey);
        var text = File.ReadAllBytes(file).AsSpan();
        string[] forms = [sealedKey, Convert.ToBase64String(bytes), Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes)];
        foreach (var form in forms)
        {
            if (text.IndexOf(Encoding.ASCII.GetBytes(form)) >= 0) return true;
        }

        return text.IndexOf(bytes) >= 0;
    }

    [Fact]
    public async Task AQuestionThatCannotBeAskedIsExplained()
    {
        var project = await world.CreateProjectAsync();
        using var reader = world.NewReader();
        await reader.RefreshAsync(Stop);
        var (answer, error) = await reader.AskAsync(reader.Find(project.Id.ToString())!, Json("""{"metrics": ["visitors", "luck"], "date_range": "7d"}"""), Stop);
        Assert.Null(answer);
        Assert.Contains("#/metrics/1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AQuestionMayNameTheSegmentsOfTheProject()
    {
        var project = await world.CreateProjectAsync();
        await project.CollectAsync([.. Traffic.PageLoads(60, 3, TimeProvider.System.GetUtcNow())]);
        var filters = Json("""[["is", "visit:browser", ["Chrome"]], ["is", "event:props:plan", ["paid"]]]""");
        await world.KeepDocumentAsync(project.Id, "segment", new { name = "Paid in Chrome", body = new { filters } });
        await world.KeepDocumentAsync(project.Id, "segment", new { name = "of another shape" });
        using var reader = world.NewReader();
        await reader.RefreshAsync(Stop);
        async Task<string> AskAsync(string with)
        {
            var question = $$"""{"metrics": ["visitors", "events"], "date_range": "7d", "filters": {{with}}}""";
            var (answer, error) = await reader.AskAsync(reader.Find(project.Id.ToString())!, Json(question), Stop);
            return error ?? JsonNode.Parse(answer!)!["results"]![0]!["metrics"]!.ToJsonString();
        }

        var (all, named) = (await AskAsync("[]"), await AskAsync("""[["is", "segment", ["Paid in Chrome"]]]"""));
        Assert.Equal(await AskAsync(filters.GetRawText()), named);
        Assert.NotEqual(all, named);
        Assert.Equal(await AskAsync($"""[["not", ["and", {filters.GetRawText()}]]]"""), await AskAsync("""[["is_not", "segment", ["Paid in Chrome"]]]"""));
        foreach (var unknown in (string[])["of another shape", "nobody's"])
            Assert.Contains("no segment of that id or name", await AskAsync($"""[["is", "segment", ["{unknown}"]]]"""), StringComparison.Ordinal);
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    private async Task<JsonNode> OpenTwinAsync(List<JsonObject[]> loads)
    {
        var twin = await world.Server.CreateProjectAsync($"{Guid.NewGuid()}.example", "identified");
        var events = loads.SelectMany(load => load).Select(one => one.DeepClone()).ToArray();
        using var content = new StringContent(new JsonObject { ["key"] = (string)twin["key"]!, ["events"] = new JsonArray(events) }.ToJsonString(), Encoding.UTF8, "application/json");
        await world.CollectAsync("/collect", content, events.Length);

        using var machine = world.Server.NewMachine();
        await machine.PostAsJsonAsync($"/api/v1/projects/{twin["id"]}/goals", new { display_name = "Signed up", event_name = "signup" }, Stop);
        return twin;
    }

    private async Task SameAsync(AgentReader reader, SealedWorldProject project, JsonNode open, string question)
    {
        var (answer, error) = await reader.AskAsync(reader.Find(project.Id.ToString())!, Json(question), Stop);
        Assert.True(error is null, error);
        var asked = JsonNode.Parse(question)!;
        asked["site_id"] = (string)open["id"]!;
        using var machine = world.Server.NewMachine();
        using var told = await machine.PostAsJsonAsync("/api/v2/query", asked, Stop);
        var expected = JsonNode.Parse(await told.Content.ReadAsStringAsync(Stop))!;
        Assert.NotEmpty(expected["results"]!.AsArray());
        Assert.Equal(expected["results"]!.ToJsonString(), JsonNode.Parse(answer!)!["results"]!.ToJsonString());
    }
}
