using System.Globalization;
using System.Text.Json.Nodes;
using Footfall.Query.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Footfall.Query.Tests.Reports;

/// <summary>Random trends against an evaluation that looks at every event for every number.</summary>
public class TrendsAreRightTests
{
    private const int Days = 5;
    private const double Near = 0.00011;
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 60;
    private static readonly string[] Measures = ["total", "visitors", "sum", "average", "median", "p90", "p95", "p99", "share"];
    private static readonly string[] Texts = ["1", "2.25", "-3", "100", "0", "yes", "No", "true", "x", ""];
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly (string? Json, Func<Happening, bool> Is)[] Choices =
    [
        (null, e => e.IsCounted),
        ("""{"event": "Signup"}""", e => e.Name == "Signup"),
        ("""{"event": "scroll"}""", e => e.Name == "scroll"),
        ("""{"page": "/a**"}""", e => e.Name == "pageview" && e.Path!.StartsWith("/a", StringComparison.Ordinal)),
        ("""{"any": [{"event": "Buy"}, {"page": "/"}]}""", e => e.Name == "Buy" || e is { Name: "pageview", Path: "/" }),
    ];

    [Fact]
    public void TrendsAreWhatLookingAtEveryEventGives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (places, average, byValue) = (random.Next(1, 4), random.Next(3) == 0 ? random.Next(2, 4) : 0, random.Next(2) == 0);
        var asked = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Series(random)).ToList();
        var ratio = asked.Count == 2 && random.Next(2) == 0;
        using var store = new QuestionStore(Happenings(random), "Europe/Berlin").Identified();
        var question = $$"""
            {"date_range": ["2024-03-29", "2024-04-02"], "interval": "day", "series": [{{string.Join(", ", asked.Select(one => one.Json))}}], "ratio": {{(ratio ? "true" : "false")}}
             {{(average > 0 ? $", \"moving_average\": {average}" : "")}}{{(byValue ? $", \"breakdown\": \"event:props:v\", \"values\": {places}" : "")}}}
            """;

        var answer = Reported.Open(store, "trends", question);

        var told = JsonNode.Parse(answer)!.AsObject();
        var expected = new Expectation([.. asked.Select(one => one.Counts)], ratio, average, places, [.. store.Events.Where(e => e.BotReason is null && DayOf(e) is >= 0 and < Days)]);
        AssertNear(expected.Totals(), told["totals"]!, question);
        AssertNear(expected.Trend(), told["trend"]!, question);
        if (byValue) AssertNear(expected.Breakdown(), told["breakdown"]!, question);
        if (byValue) AssertNear(expected.BreakdownTrend(), told["breakdown_trend"]!, question);
        Assert.True(JsonNode.DeepEquals(told, JsonNode.Parse(Reported.ByPlan(store, "trends", question))), question);
    }));

    /// <summary>The last decimal may differ where a number lies between two.</summary>
    private static void AssertNear(IEnumerable<object?[]> expected, JsonNode table, string question)
    {
        var rows = table.AsArray().Select(row => row!.AsObject().Select(cell => cell.Value).ToArray()).ToList();
        var wanted = expected.ToList();
        Assert.True(wanted.Count == rows.Count, $"{wanted.Count} rows expected, {rows.Count} found: {question}");
        foreach (var (cells, row) in wanted.Zip(rows))
        {
            Assert.Equal(cells.Length, row.Length);
            Assert.True(cells.Zip(row).All(pair => IsNear(pair.First, pair.Second)), $"[{string.Join(", ", cells)}] expected, {string.Join(", ", row.Select(c => c?.ToJsonString() ?? "null"))} found: {question}");
        }
    }

    private static bool IsNear(object? wanted, JsonNode? found) => (wanted, found) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string text, _) => text == (string?)found,
        _ => Math.Abs(Convert.ToDouble(wanted, CultureInfo.InvariantCulture) - (double)found.AsValue()) < Near,
    };

    private static (string Json, Counts Counts) Series(Random random)
    {
        var (choice, measure) = (Pick(random, Choices), Pick(random, Measures));
        var property = measure is "total" or "visitors" ? null : "n";
        var members = new List<string> { $"\"measure\": \"{measure}\"" };
        if (property is not null) members.Add($"\"property\": \"event:props:{property}\"");
        if (choice.Json is not null) members.Add($"\"events\": {choice.Json}");
        return ($"{{{string.Join(", ", members)}}}", new Counts(measure, property, choice.Is));
    }

    private static IEnumerable<Happening> Happenings(Random random) => Enumerable.Range(0, random.Next(0, 70)).Select(_ => new Happening
    {
        Time = Make.At("2024-03-28 12:00").AddMinutes(random.Next(0, 6 * 24 * 60)),
        Name = Pick(random, ["pageview", "pageview", "Signup", "Buy", "scroll"]),
        Path = Pick(random, ["/", "/a", "/a/b", "/c"]),
        Visitor = random.Next(8) == 0 ? null : (ulong)random.Next(1, 9),
        BotReason = random.Next(20) == 0 ? "listed" : null,
        Props = Props(random),
    });

    private static Dictionary<string, string> Props(Random random)
    {
        var props = new Dictionary<string, string>();
        if (random.Next(4) > 0) props["n"] = Pick(random, Texts);
        if (random.Next(4) > 0) props["v"] = $"1.{random.Next(0, 5)}";
        return props;
    }

    private static int DayOf(Happening e) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(e.Time, Berlin)).DayNumber - new DateOnly(2024, 3, 29).DayNumber;

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private sealed class Expectation(IReadOnlyList<Counts> series, bool ratio, int average, int places, IReadOnlyList<Happening> events)
    {
        public IEnumerable<object?[]> Totals() => Numbers(events).Select(one => new object?[] { one.Series, one.Number, one.Events });

        public IEnumerable<object?[]> Trend() => OverTime(events, []);

        public IEnumerable<object?[]> Breakdown() => Placed().SelectMany(place => Numbers(place.Events).Select(one => new object?[] { place.Number, place.Value, place.Different, one.Series, one.Number, one.Events }));

        public IEnumerable<object?[]> BreakdownTrend()
        {
            var lines = Placed().SelectMany(place => OverTime(place.Events, [place.Number])).ToList();
            return lines.OrderBy(row => (string)row[0]!, StringComparer.Ordinal).ThenBy(row => (int)row[1]!).ThenBy(row => (int)row[2]!);
        }

        private IEnumerable<object?[]> OverTime(IReadOnlyList<Happening> among, object?[] key)
        {
            var days = Enumerable.Range(0, Days).Select(day => Numbers([.. among.Where(e => DayOf(e) == day)]).ToList()).ToList();
            for (var day = 0; day < Days; day++)
            {
                foreach (var one in days[day])
                {
                    var row = new List<object?> { $"{new DateOnly(2024, 3, 29).AddDays(day):yyyy-MM-dd}" };
                    row.AddRange([.. key, one.Series, one.Number, one.Events]);
                    if (average > 0) row.Add(day < average - 1 ? null : Mean(days[(day - average + 1)..(day + 1)].Select(d => d[one.Series - 1].Number)));
                    yield return [.. row];
                }
            }
        }

        private static double? Mean(IEnumerable<double?> numbers) => numbers.OfType<double>().DefaultIfEmpty(double.NaN).Average() is var mean && double.IsNaN(mean) ? null : mean;

        private IEnumerable<(int Number, string? Value, int Different, IReadOnlyList<Happening> Events)> Placed()
        {
            var values = events.Where(e => series.Any(one => one.Is(e))).GroupBy(e => e.Props.GetValueOrDefault("v", "(none)"))
                .OrderByDescending(g => series[0].Property is null ? series[0].Of(g).Number : series[0].Of(g).Events).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
            for (var i = 0; i < Math.Min(values.Count, places); i++) yield return (i + 1, values[i].Key, 1, [.. values[i]]);
            if (values.Count > places) yield return (places + 1, null, values.Count - places, [.. values.Skip(places).SelectMany(g => g)]);
        }

        private IEnumerable<(int Series, double? Number, int? Events)> Numbers(IReadOnlyList<Happening> among)
        {
            var numbers = series.Select(one => one.Of(among)).ToList();
            for (var i = 0; i < numbers.Count; i++) yield return (i + 1, numbers[i].Number, numbers[i].Events);
            if (ratio) yield return (3, numbers[1].Number is null or 0 ? null : numbers[0].Number / numbers[1].Number, null);
        }
    }
}
