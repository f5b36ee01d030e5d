using System.Globalization;
using System.Text.Json.Nodes;
using Footfall.Query.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Footfall.Query.Tests.Reports;

/// <summary>Random experiments against an evaluation that goes from visitor to visitor.</summary>
public class ExperimentsAreRightTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 60;

    private static readonly (string Json, Func<Happening, bool> Is)[] Exposures =
    [
        ("\"experiment\": \"colour\"", e => e.Name == "experiment" && e.Props.GetValueOrDefault("experiment") == "colour"),
        ("\"exposure\": {\"page\": \"/a\"}", e => e is { Name: "pageview", Path: "/a" }),
        ("\"exposure\": {\"any\": [{\"event\": \"experiment\"}, {\"event\": \"buy\"}]}", e => e.Name is "experiment" or "buy"),
    ];

    private static readonly (string Json, Func<Happening, string?> Of)[] Variants =
    [
        ("\"variant\": null", e => e.Props.GetValueOrDefault("variant")),
        ("\"variant\": \"event:props:shade\"", e => e.Props.GetValueOrDefault("shade")),
        ("\"variant\": \"event:page\"", e => e.Path),
    ];

    private static readonly (string Json, Func<Happening, bool> Is)[] Goals =
    [
        ("{\"event\": \"buy\"}", e => e.Name == "buy"),
        ("{\"any\": [{\"page\": \"/b\"}, {\"event\": \"experiment\", \"filters\": [[\"is\", \"event:props:shade\", [\"dark\"]]]}]}", e => e is { Name: "pageview", Path: "/b" } || (e.Name == "experiment" && e.Props.GetValueOrDefault("shade") == "dark")),
    ];

    private static readonly (string Json, Func<Happening, decimal?>? Of)[] Values =
    [
        ("null", null),
        ("{\"revenue\": \"EUR\"}", e => e.Currency == "EUR" ? e.Amount : null),
        ("{\"property\": \"event:props:pieces\"}", e => decimal.TryParse(e.Props.GetValueOrDefault("pieces"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null),
    ];

    [Fact]
    public void CountsAreWhatGoingFromVisitorToVisitorGives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (exposure, variant, goal, value) = (Pick(random, Exposures), Pick(random, Variants), Pick(random, Goals), Pick(random, Values));
        using var store = new QuestionStore(Happenings(random)).Identified();
        var question = $$"""{"date_range": ["2024-03-01", "2024-03-02"], {{exposure.Json}}, {{variant.Json}}, "goal": {{goal.Json}}, "value": {{value.Json}}, "control": "green", "weights": {"green": 1, "red": 2} }""";

        var answer = Reported.Open(store, "experiments", question);

        var counted = Reported.Lines(answer).Where(line => line.StartsWith("variants", StringComparison.Ordinal) || line.StartsWith("exposed", StringComparison.Ordinal)).Select(Rounded);
        Assert.Equal(new Trials(store.Events, exposure.Is, variant.Of, goal.Is, value.Of).Lines(), counted);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Reported.ByPlan(store, "experiments", question))), answer);
    }));

    private static string Rounded(string line) => string.Join(", ", line.Split(", ").Select(cell =>
        cell.Contains('.', StringComparison.Ordinal) ? Math.Round(double.Parse(cell, CultureInfo.InvariantCulture), 6).ToString(CultureInfo.InvariantCulture) : cell));

    private static IEnumerable<Happening> Happenings(Random random) => Enumerable.Range(0, random.Next(0, 70)).Select(_ =>
    {
        var name = Pick(random, ["experiment", "experiment", "pageview", "buy"]);
        var props = new Dictionary<string, string>();
        if (name == "experiment") props["experiment"] = Pick(random, ["colour", "colour", "size"]);
        if (random.Next(6) > 0) props["variant"] = Pick(random, ["green", "green", "red"]);
        if (random.Next(2) > 0) props["shade"] = Pick(random, ["dark", "light"]);
        if (random.Next(2) > 0) props["pieces"] = Pick(random, ["1", "2.5", "-3", "many", "NaN", ""]);
        return new Happening
        {
            // Few instants, so that an exposure and a goal share one.
            Time = Make.At("2024-03-01 10:00").AddMinutes(random.Next(0, 12)),
            Name = name,
            Path = Pick(random, ["/a", "/b", "/c"]),
            Visitor = random.Next(12) == 0 ? null : (ulong)random.Next(1, 25),
            BotReason = random.Next(20) == 0 ? "listed" : null,
            Props = props,
            Amount = name == "buy" ? random.Next(1, 5) + 0.25m : null,
            Currency = name == "buy" ? Pick(random, ["EUR", "EUR", "USD"]) : null,
        };
    });

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
