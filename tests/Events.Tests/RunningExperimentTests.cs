using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Events.Tests;

public sealed class RunningExperimentTests
{
    /// <summary>What other implementations are held against, made by <c>printf 'key\0visitor' | sha256sum</c>.</summary>
    public static TheoryData<string> Vectors() => [.. JsonNode.Parse(File.ReadAllText(FilePath()))!.AsArray().Select(vector => vector!.ToJsonString())];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void AVisitorIsGivenWhatTheVectorsSay(string json)
    {
        var vector = JsonNode.Parse(json)!;
        var weights = vector["weights"]!.AsObject().ToDictionary(pair => pair.Key, pair => (double)pair.Value!);

        Assert.Equal((string?)vector["variant"], new RunningExperiment((string)vector["key"]!, weights).VariantOf((string)vector["visitor"]!));
    }

    [Fact]
    public void VisitorsComeToTheVariantsByTheirWeights()
    {
        var experiment = new RunningExperiment("colour", new Dictionary<string, double> { ["red"] = 3, ["green"] = 1, ["never"] = 0 });

        var counts = Enumerable.Range(0, 20_000).CountBy(i => experiment.VariantOf($"visitor-{i}")).ToDictionary();

        Assert.Equal(2, counts.Count);
        // Four standard deviations of a binomial.
        Assert.InRange(counts["green"], 5_000 - 245, 5_000 + 245);
    }

    [Fact]
    public void TwoExperimentsShareTheirVisitorsIndependently()
    {
        var weights = new Dictionary<string, double> { ["a"] = 1, ["b"] = 1 };
        var (first, second) = (new RunningExperiment("first", weights), new RunningExperiment("second", weights));

        var same = Enumerable.Range(0, 20_000).Count(i => first.VariantOf($"visitor-{i}") == second.VariantOf($"visitor-{i}"));

        Assert.InRange(same, 10_000 - 283, 10_000 + 283);
    }

    private static string FilePath([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../schema/vectors/assignment.json"));
}
