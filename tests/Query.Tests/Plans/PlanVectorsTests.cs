using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Query.Tests.Store;
using static Footfall.Query.Tests.Store.Make;

namespace Footfall.Query.Tests.Plans;

/// <summary>
/// <c>schema/vectors/plans.json</c>: questions with their placeholders, plans, rows and answers, which the dashboard's twin of this project is held against.
/// Written anew when the environment variable <c>FOOTFALL_WRITE_VECTORS</c> is 1, and compared otherwise.
/// </summary>
public class PlanVectorsTests
{
    private const int RandomCases = 40;

    /// <summary>Seeds whose happenings, taken together, all random questions are asked of: some lie in the time of each.</summary>
    private const int Crowd = 8;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Goal[] Goals =
    [
        new() { Id = Guid.NewGuid(), DisplayName = "Groß", EventName = "buy", Currency = "JPY" },
        new() { Id = Guid.NewGuid(), DisplayName = "Sale", EventName = "sell", Currency = "EUR" },
        new() { Id = Guid.NewGuid(), DisplayName = "Fees", EventName = "fee", Currency = "CHF" },
        new() { Id = Guid.NewGuid(), DisplayName = "Docs", PagePath = "/docs/*/end" },
        new() { Id = Guid.NewGuid(), DisplayName = "Deep", EventName = "scroll" },
    ];

    private static readonly Happening[] Happenings =
    [
        Event("2024-03-30 10:00", "buy") with { Amount = 1_234_567.5m, Currency = "JPY" },
        Event("2024-03-30 10:01", "buy", 2) with { Amount = -0.5m, Currency = "JPY" },
        Event("2024-03-30 10:02", "sell", 2) with { Amount = 999.949m, Currency = "EUR" },
        Event("2024-03-30 10:03", "sell", 3) with { Amount = 0.001m, Currency = "EUR" },
        Event("2024-03-30 10:04", "sell", 3) with { Amount = 1m, Currency = "EUR" },
        Event("2024-03-30 10:05", "fee", 4) with { Amount = 1_999_950_000m, Currency = "CHF" },
        Event("2024-03-30 11:00", "scroll", 4),
        View("2024-03-31 00:30", "/docs/a/end", 5).With("it's odd!(*)", "a b&c/ä"),
        View("2024-03-31 01:30", "/a(b)[c]", 6).With("it's odd!(*)", "~x%"),
        View("2024-03-30 01:30", "/a(b)[c]", 7).With("it's odd!(*)", "a b&c/ä"),
        View("2024-03-30 02:30", "/docs", 8) with { Country = "AX" },
    ];

    private static readonly string[] Questions =
    [
        """ "metrics": ["total_revenue", "average_revenue", "events"], "date_range": ["2024-03-30", "2024-03-30"], "dimensions": ["event:goal"] """,
        """ "metrics": ["total_revenue", "conversion_rate"], "date_range": ["2024-03-30", "2024-03-30"], "filters": [["is", "event:goal", ["GROß"], {"case_sensitive": false}]] """,
        """ "metrics": ["total_revenue", "average_revenue"], "date_range": ["2024-03-30", "2024-03-30"], "filters": [["contains", "event:goal", ["Sale"]]], "include": {"comparisons": {"mode": "previous_period"}} """,
        """ "metrics": ["total_revenue"], "date_range": ["2024-03-30", "2024-03-30"], "filters": [["is", "event:goal", ["Sale", "Fees"]]] """,
        """ "metrics": ["visitors"], "date_range": ["2024-03-30", "2024-03-30"], "filters": [["contains", "event:goal", ["nothing"]]] """,
        """ "metrics": ["pageviews"], "date_range": ["2024-03-31", "2024-03-31"], "dimensions": ["time:hour"], "include": {"time_labels": true, "comparisons": {"mode": "previous_period"}} """,
        """ "metrics": ["visitors", "percentage"], "date_range": ["2024-03-31", "2024-03-31"], "dimensions": ["event:props:it's odd!(*)"], "order_by": [["event:props:it's odd!(*)", "desc"]], "include": {"comparisons": {"mode": "previous_period"}, "total_rows": true} """,
        """ "metrics": ["visitors"], "date_range": ["2024-03-30", "2024-03-31"], "dimensions": ["event:page"], "filters": [["is", "event:page", ["/a(b)[c]", "/docs/*/end", "/docs**"]], ["matches_not", "event:page", ["^/x"], {"case_sensitive": false}]], "include": {"total_rows": true, "imports": true}, "pagination": {"limit": 1, "offset": 7} """,
        """ "metrics": ["visitors"], "date_range": ["2024-03-30", "2024-03-31"], "filters": [["matches_wildcard", "event:page", ["/DOCS/**"], {"case_sensitive": false}], ["contains", "visit:country_name", ["åland", "Ger"], {"case_sensitive": false}]] """,
        """ "metrics": ["visitors", "events"], "date_range": ["2024-03-30", "2024-03-31"], "filters": [["is", "event:name", ["scroll", "pageview"]]] """,
        """ "metrics": ["visitors"], "date_range": ["2024-03-30", "2024-03-31"], "dimensions": ["visit:country_name"], "filters": [["has_done", ["is", "event:goal", ["Docs"]]], ["is_not", "visit:country_name", ["(not set)", "Germany"]]] """,
        """ "metrics": ["visitors", "bounce_rate", "visit_duration"], "date_range": "all", "dimensions": ["time"], "filters": [["or", [["is", "visit:source", ["Direct / None"]], ["not", ["matches", "event:page", ["docs$"]]]]]] """,
    ];

    [Fact]
    public void TheVectorsAreWhatTheServerSays()
    {
        var (datasets, cases) = Recorded();
        var text = $"{{\"datasets\": [\n{Lines(datasets)}\n],\n\"cases\": [\n{Lines(cases)}\n]}}\n";
        if (Environment.GetEnvironmentVariable("FOOTFALL_WRITE_VECTORS") == "1") File.WriteAllText(FilePath(), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

        Assert.Equal(File.ReadAllText(FilePath()), text);
        Assert.All(["\"as\":\"beginning\"", "\"as\":\"wildcard\"", "\"as\":\"wildcard_any_case\"", "\"as\":\"regex_any_case\"", "\"rows\":0", "\"count\":{", "\"checks\":[{", "no_single_revenue_currency"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    private static (List<JsonObject> Datasets, List<JsonObject> Cases) Recorded()
    {
        var crowd = Enumerable.Range(0, Crowd).SelectMany(seed => RandomCase.Make(seed).Happenings).ToList();
        var cases = new List<JsonObject>();
        foreach (var members in Questions) Add(new PlannedCase(Happenings, "Europe/Berlin", Goals, members, new DateTime(2024, 4, 2, 0, 0, 0, DateTimeKind.Utc)), 0);
        for (var seed = 0; cases.Count < Questions.Length + RandomCases; seed++) Add(PlansAnswerAlikeTests.Make(seed, crowd), 1);
        return ([.. new[] { Happenings, (IReadOnlyList<Happening>)crowd }.Select(Tables)], cases);

        void Add(PlannedCase planned, int dataset)
        {
            using (planned)
            {
                if (planned.Open is null) return;
                Assert.Equal(planned.Open, planned.Sealed);
                var recorded = planned.Recorded();
                recorded.Insert(0, "dataset", dataset);
                cases.Add(recorded);
            }
        }
    }

    private static JsonObject Tables(IReadOnlyList<Happening> happenings)
    {
        using var store = new QuestionStore(happenings);
        return RecordedTables.Of(store);
    }

    private static string Lines(IEnumerable<JsonObject> items) => string.Join(",\n", items.Select(item => item.ToJsonString(Plain)));

    private static string FilePath([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../schema/vectors/plans.json"));
}
