using System.Text.Json.Nodes;
using Footfall.Query.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Footfall.Query.Tests.Reports;

/// <summary>Random journeys against an evaluation that walks along every visit.</summary>
public class JourneysAreRightTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 60;
    private static readonly string[] Names = ["pageview", "pageview", "pageview", "Signup", "Buy", "scroll"];
    private static readonly string[] Paths = ["/", "/a", "/a/b", "/c", "/d"];

    private static readonly (string Json, Func<Happening, bool>? Is)[] Choices =
    [
        ("null", null),
        ("""{"event": "Signup"}""", e => e.Name == "Signup"),
        ("""{"page": "/a**"}""", e => e.Name == "pageview" && e.Path!.StartsWith("/a", StringComparison.Ordinal)),
        ("""{"page": "/"}""", e => e is { Name: "pageview", Path: "/" }),
        ("""{"any": [{"event": "Buy"}, {"page": "/c"}]}""", e => e.Name == "Buy" || e is { Name: "pageview", Path: "/c" }),
    ];

    [Fact]
    public void JourneysAreWhatWalkingAlongEveryVisitGives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (ofPages, backwards, steps, places) = (random.Next(2) == 0, random.Next(2) == 0, random.Next(2, 6), random.Next(1, 4));
        var anchor = Pick(random, Choices);
        var walked = Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(3) == 0 ? Pick(random, Choices) : Choices[0]).ToList();
        using var store = new QuestionStore(Happenings(random));
        var own = anchor.Is is null && backwards ? "\"exit\"" : anchor.Json;
        var question = $$"""
            {"date_range": ["2024-03-01", "2024-03-02"], "by": "{{(ofPages ? "page" : "event")}}", "{{(backwards ? "to" : "from")}}": {{own}}, "steps": {{steps}}, "places": {{places}},
             "walked": [{{string.Join(", ", walked.Select(w => w.Json))}}]}
            """;

        var answer = Reported.Open(store, "journeys", question);

        Assert.Equal(new Ways(store.Events, ofPages, backwards, anchor.Is, steps, places, [.. walked.Select(w => w.Is)]).Lines(), Reported.Lines(answer));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Reported.ByPlan(store, "journeys", question))), Reported.ByPlan(store, "journeys", question));
    }));

    private static IEnumerable<Happening> Happenings(Random random) => Enumerable.Range(0, random.Next(0, 70)).Select(_ => new Happening
    {
        // Few instants, so that several events share one.
        Time = Make.At("2024-03-01 10:00").AddMinutes(random.Next(0, 60) * Pick(random, [1, 1, 7])),
        Name = Pick(random, Names),
        Path = Pick(random, Paths),
        Visitor = random.Next(8) == 0 ? null : (ulong)random.Next(1, 9),
        BotReason = random.Next(20) == 0 ? "listed" : null,
    });

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
