using System.Text.Json.Nodes;
using Footfall.Agent.Digests;
using Footfall.Agent.Outputs;
using Footfall.Agent.Settings;
using Footfall.Agent.State;
using Footfall.Agent.Streams;
using Footfall.Storage.Control;
using Footfall.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Agent.Tests.Streams;

/// <summary>Events of today are asked about from tomorrow on: the agent's clock is ahead of the server's by as much as a test needs.</summary>
public sealed class StreamRunnerTests(World world) : IClassFixture<World>
{
    private readonly FakeClock clock = new(TimeProvider.System.GetUtcNow());
    private readonly List<string> told = [];
    private readonly StringWriter output = new();
    private SealedWorldProject? project;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Settings => $$"""
        streams: [{ name: tags, project: {{project!.Id}}, schedule: { cron: "*/10 * * * *" }, question: { metrics: [pageviews], dimensions: ["event:props:tag"] } }]
        alerts: [{ name: jump, project: {{project.Id}}, schedule: { cron: "*/10 * * * *" }, stream: tags, changes_by_percent: 50, outputs: [stdout] }]
        """;

    [Fact]
    public async Task EachPeriodBecomesAnItemThatOpensAgain()
    {
        using var reader = await ReaderAsync();
        var state = NewState();
        var streams = Runner(reader, state);
        await streams.RunDueAsync(Stop);
        Assert.Empty(await ItemsAsync());
        clock.Advance(TimeSpan.FromMinutes(30));
        await streams.RunDueAsync(Stop);
        await streams.RunDueAsync(Stop);
        Assert.Empty(told);
        var items = await streams.LastAsync(reader.Find(project!.Id.ToString())!, "tags", 10, Stop);
        Assert.Equal(3, items.Count);
        Assert.All(items.Zip(items.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.Equal("""[{"dimensions":["a"],"metrics":[2]}]""", items.Select(item => item.Json.GetProperty("rows").GetRawText()).Single(rows => rows != "[]"));
        Assert.DoesNotContain(await ItemsAsync(), row => row.Entry.Contains("tags", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAgentThatForgotGoesOnBehindWhatIsThere()
    {
        using var reader = await ReaderAsync();
        var state = NewState();
        await Runner(reader, state).RunDueAsync(Stop);
        clock.Advance(TimeSpan.FromMinutes(20));
        await Runner(reader, state).RunDueAsync(Stop);
        var another = NewState();
        await Runner(reader, another).RunDueAsync(Stop);
        clock.Advance(TimeSpan.FromMinutes(10));
        await Runner(reader, another).RunDueAsync(Stop);
        await Runner(reader, state).RunDueAsync(Stop);
        Assert.Empty(told);
        Assert.Equal([0, 1, 2], (await ItemsAsync()).Select(item => item.Sequence));
    }

    [Fact]
    public async Task AnAlertOfAStreamComparesItsLastTwoItems()
    {
        using var reader = await ReaderAsync();
        var state = NewState();
        var streams = Runner(reader, state);
        await streams.RunDueAsync(Stop);
        clock.Advance(TimeSpan.FromMinutes(40));
        await streams.RunDueAsync(Stop);
        var quiet = Alerts(reader, streams, state);
        // The events lie in one of the first two periods, which the last two items are not about.
        await quiet.RunOnceAsync("jump", isDry: true, Stop);
        Assert.Equal("", output.ToString());
        var last = (await ItemsAsync())[^1];
        var book = new StreamBook(world.NewServer(), world.AgentKey, state, clock, reader.States[project!.Id]);
        await book.AppendAsync(await book.ReadAsync(last.Stream, Stop), """{"from":1,"to":2,"metrics":["pageviews"],"dimensions":[],"rows":[{"dimensions":[],"metrics":[4]}]}"""u8.ToArray(), 1, Stop);
        await quiet.RunOnceAsync("jump", isDry: true, Stop);
        Assert.Contains("0 in the period before, 4 now", output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What the server does to a stream of three items, and by which name it is refused.</summary>
    public static TheoryData<string, string, string> Lies => new()
    {
        { "cut off", "RolledBack", "DELETE FROM stream_items WHERE Stream = $stream AND Sequence = 2" },
        { "cut off at the beginning", "RolledBack", "DELETE FROM stream_items WHERE Stream = $stream AND Sequence = 0" },
        { "one left out", "OutOfOrder", "DELETE FROM stream_items WHERE Stream = $stream AND Sequence = 1" },
        { "gone", "RolledBack", "DELETE FROM stream_items WHERE Stream = $stream" },
        { "replayed", "OutOfOrder", "INSERT INTO stream_items SELECT ProjectId, Stream, 3, Entry, Signature, Wrapped, ReceivedAt FROM stream_items WHERE Stream = $stream AND Sequence = 2" },
        { "in another order", "OutOfOrder", "UPDATE stream_items SET Sequence = 9 WHERE Stream = $stream AND Sequence = 1" },
        { "an entry changed", "Untrusted", "UPDATE stream_items SET Entry = replace(Entry, '\"time\":1', '\"time\":2') WHERE Stream = $stream AND Sequence = 2" },
        { "another's signature", "Untrusted", "UPDATE stream_items SET Signature = (SELECT Signature FROM stream_items WHERE Stream = $stream AND Sequence = 0) WHERE Stream = $stream AND Sequence = 2" },
        { "another's content", "not what was signed", "UPDATE stream_items SET Wrapped = (SELECT Wrapped FROM stream_items WHERE Stream = $stream AND Sequence = 0) WHERE Stream = $stream AND Sequence = 2" },
        { "another stream's", "Elsewhere", "DELETE FROM stream_items WHERE Stream = $stream; INSERT INTO stream_items SELECT ProjectId, $stream, Sequence, Entry, Signature, Wrapped, ReceivedAt FROM stream_items WHERE Stream = $other" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task AServerThatLiesAboutAStreamIsFoundOut(string about, string refusal, string lie)
    {
        using var reader = await ReaderAsync();
        var state = NewState();
        var streams = Runner(reader, state);
        await streams.RunDueAsync(Stop);
        clock.Advance(TimeSpan.FromMinutes(30));
        await streams.RunDueAsync(Stop);
        var stream = (await ItemsAsync())[0].Stream;
        var other = (await OtherStreamAsync(reader, streams, state)).Stream;
        await using (var control = Connect()) await control.Database.ExecuteSqlRawAsync(lie, new Microsoft.Data.Sqlite.SqliteParameter("$stream", stream), new Microsoft.Data.Sqlite.SqliteParameter("$other", other));
        clock.Advance(TimeSpan.FromMinutes(10));
        var before = (await ItemsAsync()).Count;
        await streams.RunDueAsync(Stop);
        Assert.True(told is [var line] && line.Contains(refusal, StringComparison.Ordinal), $"{about}: {string.Join(", ", told)}");
        Assert.Equal(before, (await ItemsAsync()).Count);
    }

    private async Task<StreamItemRow> OtherStreamAsync(AgentReader reader, StreamRunner streams, AgentState state)
    {
        var book = new StreamBook(world.NewServer(), world.AgentKey, state, clock, reader.States[project!.Id]);
        var id = await book.DefineAsync(AgentSettings.Parse(Settings).Streams[0] with { Name = "other" }, Stop);
        await book.AppendAsync(await book.ReadAsync(id, Stop), """{"from":1,"to":2,"rows":[]}"""u8.ToArray(), 1, Stop);
        return (await ItemsAsync()).Single(item => item.Stream == id);
    }

    private async Task<AgentReader> ReaderAsync()
    {
        project = await world.CreateProjectAsync();
        var view = new JsonObject { ["name"] = "pageview", ["url"] = "https://site.example/", ["visitor"] = "v", ["props"] = new JsonObject { ["tag"] = "a" } };
        await project.CollectAsync([view], [view]);
        var reader = world.NewReader();
        await reader.RefreshAsync(Stop);
        return reader;
    }

    private AgentState NewState() => AgentState.Open(world[$"{Guid.NewGuid()}.state"], world.AgentKey);

    private StreamRunner Runner(AgentReader reader, AgentState state) => new(world.NewServer(), world.AgentKey, reader, AgentSettings.Parse(Settings), state, clock, told.Add);

    private DigestRunner Alerts(AgentReader reader, StreamRunner streams, AgentState state) =>
        new(reader, streams, AgentSettings.Parse(Settings), state, new OutputMeans(output, new HttpClient(), _ => null), clock, told.Add);

    private ControlDbContext Connect() => world.Server.App.Services.GetRequiredService<ControlDatabase>().Connect();

    private async Task<List<StreamItemRow>> ItemsAsync()
    {
        await using var control = Connect();
        return await control.StreamItems.AsNoTracking().Where(item => item.ProjectId == project!.Id).OrderBy(item => item.Stream == "").ThenBy(item => item.Sequence).ToListAsync(Stop);
    }
}
