using System.Globalization;
using System.Text.Json.Nodes;
using Footfall.Query.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Footfall.Query.Tests.Reports;

/// <summary>Random conversions against an evaluation that goes from conversion to conversion.</summary>
public class AttributionIsRightTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 60;

    private static readonly (string By, string Absent, Func<Sojourn, string?>? OfVisit, Func<Happening, string?>? OfOwn)[] Dimensions =
    [
        ("visit:source", "Direct / None", v => v.First.Source, e => Part(e, 0)),
        ("visit:channel", "(not set)", v => v.First.Channel, e => Part(e, 2)),
        ("visit:utm_campaign", "(not set)", v => v.First.Campaign, e => Part(e, 5)),
        ("visit:entry_page", "(not set)", v => v.Entry?.Path, null),
        ("visit:country", "(not set)", v => v.First.Country, null),
        ("event:page", "(not set)", null, null),
    ];

    private static readonly (string Json, Func<Happening, bool> Is)[] Goals =
    [
        ("{\"event\": \"buy\"}", e => e.Name == "buy"),
        ("{\"any\": [{\"page\": \"/b\"}, {\"event\": \"buy\", \"filters\": [[\"is\", \"event:props:plan\", [\"pro\"]]]}]}", e => e is { Name: "pageview", Path: "/b" } || (e.Name == "buy" && e.Props.GetValueOrDefault("plan") == "pro")),
    ];

    private static readonly (string Json, Func<Happening, bool> Is)[] Filters =
    [
        ("[]", _ => true),
        ("[[\"is\", \"visit:source\", [\"Google\", \"Direct / None\"]]]", e => e.Source is "Google" or null),
        ("[[\"is\", \"event:props:plan\", [\"pro\"]]]", e => e.Props.GetValueOrDefault("plan") == "pro"),
    ];

    [Fact]
    public void CreditIsWhatGoingFromConversionToConversionGives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (by, goal, filter) = (Pick(random, Dimensions), Pick(random, Goals), Pick(random, Filters));
        using var store = new QuestionStore(Happenings(random)).Identified();
        int? lookback = random.Next(2) == 0 ? null : random.Next(1, 4);
        var (from, to) = (Make.At("2024-03-01 00:00").AddDays(random.Next(0, 5)), Make.At("2024-03-06 00:00"));
        var within = lookback is null ? "" : $", \"within\": \"visitor\", \"lookback_days\": {lookback}";
        var question = $$"""{"date_range": ["{{from:yyyy-MM-dd}}", "2024-03-05"], "by": "{{by.By}}", "goal": {{goal.Json}}, "filters": {{filter.Json}}, "values": 100{{within}}, "convert": {"to": "EUR", "rates": {"USD": 0.92} } }""";

        var answer = Reported.Open(store, "attribution", question);

        var expected = new Credits(store, (from, to), e => goal.Is(e) && filter.Is(e), by.OfVisit, by.OfOwn, lookback is { } days ? TimeSpan.FromDays(days) : null, by.Absent);
        var told = Reported.Lines(answer).Where(line => !line.StartsWith("converted", StringComparison.Ordinal) && !line.StartsWith("not_converted", StringComparison.Ordinal)).ToList();
        Assert.Equal(expected.Lines().Count(), told.Count);
        Assert.All(expected.Lines().Zip(told), pair => Assert.True(AreAlike(pair.First, pair.Second), $"{pair.First} is not {pair.Second}"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Reported.ByPlan(store, "attribution", question))), answer);
    }));

    private static string? Part(Happening e, int place) => e.Own!.Split('\u001F')[place] is { Length: > 0 } part ? part : null;

    /// <summary>Shares are cut at nine digits before they are summed up, and sums are told with four.</summary>
    private static bool AreAlike(string expected, string told)
    {
        var (wanted, found) = (expected.Split(", "), told.Split(", "));
        return wanted.Length == found.Length && wanted.Zip(found).All(pair => pair.First == pair.Second
            || (double.TryParse(pair.First, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && double.TryParse(pair.Second, NumberStyles.Float, CultureInfo.InvariantCulture, out var b) && Math.Abs(a - b) < 0.0002));
    }

    private static IEnumerable<Happening> Happenings(Random random) => Enumerable.Range(0, random.Next(0, 80)).Select(_ =>
    {
        var name = Pick(random, ["pageview", "pageview", "pageview", "buy", "signup"]);
        var came = Pick(random, [(null, "Direct"), (null, "Direct"), ("Google", "Organic Search"), ("News", "Email"), ((string?)null, "Paid Other")]);
        return new Happening
        {
            Time = Make.At("2024-03-01 00:00").AddDays(random.Next(0, 5)).AddHours(12 * random.Next(0, 2)).AddMinutes(random.Next(-20, 40)),
            Name = name,
            Path = Pick(random, ["/", "/a", "/b", null]),
            Visitor = random.Next(15) == 0 ? null : (ulong)random.Next(1, 5),
            Source = came.Item1,
            Channel = came.Item2,
            Campaign = came.Item1 is null ? null : Pick(random, ["spring", null]),
            BotReason = random.Next(20) == 0 ? "listed" : null,
            Props = random.Next(2) == 0 ? new Dictionary<string, string> { ["plan"] = Pick(random, ["pro", "free"]) } : [],
            Amount = name == "buy" && random.Next(4) > 0 ? random.Next(-2, 9) + 0.125m : null,
            Currency = name == "buy" ? Pick(random, ["EUR", "EUR", "USD", "CHF"]) : null,
        };
    });

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
