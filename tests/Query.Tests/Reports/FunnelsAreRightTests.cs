using System.Text.Json.Nodes;
using Footfall.Query.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Footfall.Query.Tests.Reports;

/// <summary>Random funnels against an evaluation that tries every attempt of every visitor, one event at a time.</summary>
public class FunnelsAreRightTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 60;
    private static readonly string[] Names = ["pageview", "pageview", "pageview", "Signup", "Buy", "scroll"];
    private static readonly string[] Paths = ["/", "/a", "/a/b", "/c"];
    private static readonly string[] Windows = ["5m", "30m", "2h", "1d", "visit"];

    [Fact]
    public void AFunnelIsWhatTryingEveryAttemptGives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var steps = Enumerable.Range(0, random.Next(2, 5)).Select(_ => Step(random)).ToList();
        var (window, strict, explored) = (Pick(random, Windows), random.Next(2) == 0, random.Next(1, steps.Count));
        using var store = new QuestionStore(Happenings(random));
        var question = $$"""
            {"date_range": ["2024-03-01", "2024-03-02"], "steps": [{{string.Join(", ", steps.Select(s => s.Json))}}], "window": "{{window}}", "order": "{{(strict ? "strict" : "ordered")}}",
             "breakdown": "visit:source", "interval": "hour", "explore": {{explored}}}
            """;

        var answer = Reported.Open(store, "funnels", question);

        var expected = new Attempts([.. steps.Select(s => s.Is)], window, strict, store.Events);
        Assert.Equal(expected.Lines(explored), Reported.Lines(answer).Where(line => !line.StartsWith("trend", StringComparison.Ordinal)));
        Assert.Equal(expected.Best.Count, JsonNode.Parse(answer)!["trend"]!.AsArray().Sum(row => (int)row!["entered"]!));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Reported.ByPlan(store, "funnels", question))), Reported.ByPlan(store, "funnels", question));
    }));

    private static IEnumerable<Happening> Happenings(Random random) => Enumerable.Range(0, random.Next(0, 60)).Select(_ => new Happening
    {
        // Few instants, so that several events share one.
        Time = Make.At("2024-03-01 10:00").AddMinutes(random.Next(0, 60) * Pick(random, [1, 1, 7])),
        Name = Pick(random, Names),
        Path = Pick(random, Paths),
        Visitor = random.Next(8) == 0 ? null : (ulong)random.Next(1, 5),
        Source = Pick(random, [null, "Google", "Bing"]),
        BotReason = random.Next(20) == 0 ? "listed" : null,
    });

    private static (string Json, Func<Happening, bool> Is) Step(Random random) => random.Next(5) switch
    {
        0 => ("""{"event": "Signup"}""", e => e.Name == "Signup"),
        1 => ("""{"page": "/a**"}""", e => e.Name == "pageview" && e.Path!.StartsWith("/a", StringComparison.Ordinal)),
        2 => ("""{"any": [{"event": "Buy"}, {"page": "/c"}]}""", e => e.Name == "Buy" || e is { Name: "pageview", Path: "/c" }),
        3 => ("""{"event": "pageview", "filters": [["is", "visit:source", ["Google"]]]}""", e => e is { Name: "pageview", Source: "Google" }),
        _ => ("""{"page": "/"}""", e => e is { Name: "pageview", Path: "/" }),
    };

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
