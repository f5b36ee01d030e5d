using System.Text.Json;
using Footfall.Client;
using Footfall.Client.Experiments;
using Xunit;

namespace Footfall.Sdk.Client.Tests.Experiments;

public sealed class AssignmentTests
{
    private static readonly Dictionary<string, double> Even = new() { ["control"] = 1, ["b"] = 1 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void EveryVectorIsAssignedAsTheServerDoes()
    {
        var vectors = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "assignment.json")));
        Assert.True(vectors.GetArrayLength() > 10);
        Assert.All(vectors.EnumerateArray(), vector =>
        {
            var weights = vector.GetProperty("weights").EnumerateObject().ToDictionary(weight => weight.Name, weight => weight.Value.GetDouble());
            Assert.Equal(vector.GetProperty("variant").GetString(), Assignment.VariantOf(vector.GetProperty("key").GetString()!, vector.GetProperty("visitor").GetString()!, weights));
        });
    }

    [Fact]
    public async Task AVariantIsToldOnceAVisitor()
    {
        await using var world = new Clients(options => (options.Mode, options.Visitor) = (ProjectMode.Identified, "v-1"));
        Assert.Equal("b", world.Client.Experiment("checkout", Even));
        Assert.Equal("b", world.Client.Experiment("checkout", Even));
        Assert.Equal("control", world.Client.Experiment("checkout", Even, new() { Visitor = "v-3" }));
        await world.Client.FlushAsync(Stop);
        Assert.Equal(
            [("v-1", """{"experiment":"checkout","variant":"b"}"""), ("v-3", """{"experiment":"checkout","variant":"control"}""")],
            world.Transport.Events.Select(one => (one.GetProperty("visitor").GetString()!, one.GetProperty("props").GetRawText())));
        Assert.All(world.Transport.Events, one => Assert.False(one.GetProperty("interactive").GetBoolean()));
    }

    [Fact]
    public async Task WhoIsNotCountedIsGivenNone()
    {
        await using var world = new Clients(options => (options.ConsentRequired, options.Visitor) = (true, "v-1"));
        Assert.Null(world.Client.Experiment("checkout", Even));
        world.Client.OptIn();
        Assert.Null(world.Client.Experiment("checkout", Even, new() { Unlinked = true }));
        Assert.Null(world.Client.Experiment("checkout", new Dictionary<string, double> { ["a"] = 0, ["b"] = double.NaN }));
        world.Client.OptOut();
        Assert.Null(world.Client.Experiment("checkout", Even));
        Assert.Null(await world.Client.ExperimentAsync("checkout", cancellationToken: Stop));
        Assert.Empty(world.Transport.Requests);
    }

    [Fact]
    public async Task TheServersExperimentsAreAskedForOnce()
    {
        await using var world = new Clients(options => options.Mode = ProjectMode.Identified);
        world.Transport.AnswerNext(new TransportAnswer(200, null, """{"checkout": {"variant": "told", "weights": {"b": 1, "control": 1}}}"""u8.ToArray()));
        Assert.Equal("told", await world.Client.ExperimentAsync("checkout", cancellationToken: Stop));
        Assert.Equal("b", await world.Client.ExperimentAsync("checkout", new() { Visitor = "v-1" }, Stop));
        Assert.Equal("control", await world.Client.ExperimentAsync("checkout", new() { Visitor = "v-3" }, Stop));
        Assert.Null(await world.Client.ExperimentAsync("another", cancellationToken: Stop));
        Assert.Equal("https://stats.example.org/experiments?key=ff_test", Assert.Single(world.Transport.Requests).Url.ToString());
        await world.Client.FlushAsync(Stop);
        Assert.Equal(3, world.Transport.Events.Count);
    }

    [Fact]
    public async Task WhereTheServerIsAwayTheControlIsShown()
    {
        await using var world = new Clients();
        world.Transport.AnswerNext((TransportAnswer?)null);
        Assert.Null(await world.Client.ExperimentAsync("checkout", cancellationToken: Stop));
    }
}
