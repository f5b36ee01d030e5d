using System.Globalization;
using System.Text.Json.Nodes;
using Footfall.Query.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Footfall.Query.Tests.Reports;

/// <summary>Random page loads against an evaluation that sorts the numbers of each page.</summary>
public class VitalsAreRightTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 40;

    private static readonly (string Name, double Good, double Poor, string[] Values)[] Vitals =
    [
        ("lcp", 2500, 4000, ["2500", "2500.5", "4000", "4001", "900"]),
        ("inp", 200, 500, ["0", "200", "201", "500", "501"]),
        ("cls", 0.1, 0.25, ["0", "0.1", "0.11", "0.25", "0.26"]),
        ("fcp", 1800, 3000, ["1800", "1801", "3000", "3001"]),
        ("ttfb", 800, 1800, ["800", "-1", "1800", "1801", "1e99"]),
    ];

    [Fact]
    public void NumbersAreWhatSortingThemGives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        using var store = new QuestionStore(Happenings(random));
        const string question = """{"date_range": ["2024-03-01", "2024-03-03"], "values": 2, "interval": "day"}""";

        var answer = Reported.Open(store, "vitals", question);

        Assert.Equal(Expected(store.Events.Where(e => e is { Name: "web_vitals", BotReason: null }).ToList()), Reported.Lines(answer));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Reported.ByPlan(store, "vitals", question))), answer);
    }));

    private static IEnumerable<string> Expected(List<Happening> loads)
    {
        foreach (var vital in Vitals) yield return $"totals: {Told(loads, vital)}";
        var pages = loads.GroupBy(e => e.Path ?? "(not set)").OrderByDescending(page => page.Count()).ThenBy(page => page.Key, StringComparer.Ordinal).ToList();
        foreach (var (i, page) in pages.Take(2).Index())
        {
            foreach (var vital in Vitals.Where(vital => NumbersOf(page, vital.Name).Count > 0)) yield return $"breakdown: {i + 1}, {page.Key}, 1, {Told(page, vital)}";
        }

        var others = pages.Skip(2).SelectMany(page => page).ToList();
        foreach (var vital in Vitals.Where(vital => NumbersOf(others, vital.Name).Count > 0)) yield return $"breakdown: 3, null, {pages.Count - 2}, {Told(others, vital)}";
        foreach (var day in loads.GroupBy(e => e.Time.Date).OrderBy(day => day.Key))
        {
            foreach (var vital in Vitals.Where(vital => NumbersOf(day, vital.Name).Count > 0))
                yield return $"trend: {day.Key:yyyy-MM-dd}, {vital.Name}, {NumbersOf(day, vital.Name).Count}, {Text(Quantile(NumbersOf(day, vital.Name)))}";
        }
    }

    private static string Told(IEnumerable<Happening> loads, (string Name, double Good, double Poor, string[] Values) vital)
    {
        var numbers = NumbersOf(loads, vital.Name);
        if (numbers.Count == 0) return $"{vital.Name}, 0, null, null, 0, 0, 0";
        var quantile = Quantile(numbers);
        var rating = quantile <= vital.Good ? "good" : quantile > vital.Poor ? "poor" : "needs_improvement";
        var (good, poor) = (numbers.Count(n => n <= vital.Good), numbers.Count(n => n > vital.Poor));
        return $"{vital.Name}, {numbers.Count}, {Text(quantile)}, {rating}, {good}, {numbers.Count - good - poor}, {poor}";
    }

    private static List<double> NumbersOf(IEnumerable<Happening> loads, string vital) =>
        [.. loads.Select(e => e.Props.GetValueOrDefault(vital)).Where(text => text is not (null or "-1" or "1e99")).Select(text => double.Parse(text!, CultureInfo.InvariantCulture)).Order()];

    private static double Quantile(List<double> sorted)
    {
        var place = (sorted.Count - 1) * 0.75;
        var low = (int)Math.Floor(place);
        return low + 1 < sorted.Count ? sorted[low] + (sorted[low + 1] - sorted[low]) * (place - low) : sorted[low];
    }

    private static string Text(double number) => (Math.Floor(number * 1000 + 0.5) / 1000).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<Happening> Happenings(Random random) => Enumerable.Range(0, random.Next(0, 40)).Select(_ => new Happening
    {
        Time = Make.At("2024-03-01 10:00").AddDays(random.Next(0, 3)).AddMinutes(random.Next(0, 300)),
        Name = random.Next(8) == 0 ? "pageview" : "web_vitals",
        Path = random.Next(9) == 0 ? null : $"/{random.Next(4)}",
        Visitor = random.Next(9) == 0 ? null : (ulong)random.Next(1, 9),
        BotReason = random.Next(12) == 0 ? "listed" : null,
        Props = Vitals.Where(_ => random.Next(3) > 0).ToDictionary(vital => vital.Name, vital => vital.Values[random.Next(vital.Values.Length)]),
    });
}
