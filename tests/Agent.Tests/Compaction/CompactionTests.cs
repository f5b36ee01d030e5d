using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Agent.Compaction;
using Footfall.Agent.Segments;
using Xunit;

namespace Footfall.Agent.Tests.Compaction;

public sealed class CompactionTests(World world) : IClassFixture<World>
{
    /// <summary>All that is there, in small segments: made traffic is received now.</summary>
    private static readonly CompactionRules Everything = new() { FreshEvents = 60, LeastEvents = 1, MergeAt = int.MaxValue, RipeHours = -2 };

    private static readonly string[] Questions =
    [
        """{"metrics": ["visitors", "visits", "pageviews", "events", "bounce_rate", "visit_duration"], "date_range": "7d"}""",
        """{"metrics": ["visitors", "visits"], "date_range": "7d", "dimensions": ["time:day"]}""",
        """{"metrics": ["visits", "bounce_rate"], "date_range": "7d", "dimensions": ["visit:source", "visit:entry_page"]}""",
        """{"metrics": ["events", "visitors"], "date_range": "7d", "dimensions": ["event:props:plan"]}""",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnswersAreTheSameWhateverIsCompacted()
    {
        if (!HasScratch()) Assert.Skip("This machine has no file system in memory.");
        var loads = Traffic.PageLoads(160, 2, TimeProvider.System.GetUtcNow(), visitors: 25);
        var project = await world.CreateProjectAsync();
        await project.CollectAsync([.. loads.Take(100)]);
        using var early = world.NewReader();
        await early.RefreshAsync(Stop);
        var half = await CompactAsync(early, project, Everything);
        Assert.True(half is { Segments: > 1, Envelopes: 100, IsMoved: false }, half.ToString());

        await project.CollectAsync([.. loads.Skip(100)]);
        await early.RefreshAsync(Stop);
        var expected = await AnswersAsync(early, project);
        Assert.Equal(0, early.CountsOf(early.Find(project.Id.ToString())!)!.Segments);
        await SameForNewcomersAsync(project, expected, segments: half.Segments);

        var rest = await CompactAsync(early, project, Everything);
        Assert.Equal(60, rest.Envelopes);
        await SameForNewcomersAsync(project, expected, half.Segments + rest.Segments);

        await early.RefreshAsync(Stop);
        var merged = await CompactAsync(early, project, Everything with { MergeAt = half.Segments + rest.Segments });
        Assert.Equal((1, half.Segments + rest.Segments), (merged.Segments, merged.Merged));
        await SameForNewcomersAsync(project, expected, 1);
        await early.RefreshAsync(Stop);
        Assert.Equal(expected, await AnswersAsync(early, project));
        Assert.Equal(0, early.CountsOf(early.Find(project.Id.ToString())!)!.Segments);
    }

    [Fact]
    public async Task OfTwoWhoCompactAtOnceOneWinsAndNothingIsLost()
    {
        if (!HasScratch()) Assert.Skip("This machine has no file system in memory.");
        var project = await world.CreateProjectAsync();
        await project.CollectAsync([.. Traffic.PageLoads(20, 3, TimeProvider.System.GetUtcNow())]);
        using AgentReader one = world.NewReader(), other = world.NewReader();
        await one.RefreshAsync(Stop);
        await other.RefreshAsync(Stop);
        var expected = await AnswersAsync(other, project);
        Assert.Equal(20, (await CompactAsync(one, project, Everything with { FreshEvents = 20 })).Envelopes);
        Assert.Equal(0, (await CompactAsync(other, project, Everything with { FreshEvents = 20 })).Envelopes);
        await other.RefreshAsync(Stop);
        Assert.Equal(expected, await AnswersAsync(other, project));
        await SameForNewcomersAsync(project, expected, null);
    }

    [Fact]
    public async Task WhatIsNotDueStays()
    {
        var project = await world.CreateProjectAsync();
        await project.CollectAsync([.. Traffic.PageLoads(5, 4, TimeProvider.System.GetUtcNow())]);
        using var reader = world.NewReader();
        await reader.RefreshAsync(Stop);
        Assert.Equal(default, await CompactAsync(reader, project, new CompactionRules()));
    }

    private static bool HasScratch()
    {
        using var scratch = Scratch.Open(null);
        return scratch.Exists;
    }

    private static Task<Compacted> CompactAsync(AgentReader reader, SealedWorldProject project, CompactionRules rules) =>
        reader.CompactAsync(reader.Find(project.Id.ToString())!, rules, Stop);

    private static async Task<List<string>> AnswersAsync(AgentReader reader, SealedWorldProject project)
    {
        Assert.Empty(reader.Problems);
        List<string> answers = [];
        foreach (var question in Questions)
        {
            var (answer, error) = await reader.AskAsync(reader.Find(project.Id.ToString())!, JsonSerializer.Deserialize<JsonElement>(question), Stop);
            Assert.True(error is null, error);
            answers.Add(JsonNode.Parse(answer!)!["results"]!.ToJsonString());
        }

        return answers;
    }

    /// <summary>Somebody who begins now reads the segments, and what is left of the envelopes.</summary>
    private async Task SameForNewcomersAsync(SealedWorldProject project, List<string> expected, int? segments)
    {
        using var newcomer = world.NewReader();
        await newcomer.RefreshAsync(Stop);
        Assert.Equal(expected, await AnswersAsync(newcomer, project));
        if (segments is { } count) Assert.Equal(count, newcomer.CountsOf(newcomer.Find(project.Id.ToString())!)!.Segments);
    }
}
