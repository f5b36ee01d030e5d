using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Query.Tests.Plans;
using Footfall.Query.Tests.Store;
using static Footfall.Query.Tests.Store.Make;

namespace Footfall.Query.Tests.Reports;

/// <summary>
/// <c>schema/vectors/reports.json</c>: reports with their placeholders, plans, rows and answers, which the dashboard's twin is held against, and which the
/// browser's engine runs. Written anew when the environment variable <c>FOOTFALL_WRITE_VECTORS</c> is 1, and compared otherwise.
/// </summary>
public class ReportVectorsTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Goal[] Goals =
    [
        new() { Id = Guid.NewGuid(), DisplayName = "Bought", EventName = "buy", Currency = "EUR" },
        new() { Id = Guid.NewGuid(), DisplayName = "Read", PagePath = "/docs/**" },
    ];

    private static readonly Happening[] Happenings =
    [
        View("2024-03-30 10:00", "/docs/a"), View("2024-03-30 10:01", "/pricing"), Event("2024-03-30 10:05", "buy").With("plan", "pro").With("price", "12.50").With("gift", "true") with { Amount = 12.5m, Currency = "EUR" },
        View("2024-03-30 10:00", "/docs/b", 2), View("2024-03-30 10:10", "/faq", 2), View("2024-03-30 10:12", "/pricing", 2),
        View("2024-03-30 23:50", "/docs/a", 3), Event("2024-03-31 01:10", "buy", 3).With("plan", "it's free").With("price", "none").With("gift", "No") with { Amount = 7, Currency = "CHF" },
        View("2024-03-31 09:00", "/docs/c", 4) with { Source = "Google" }, Event("2024-03-31 09:00", "buy", 4).With("plan", "pro") with { Source = "Google", Amount = 20.15m, Currency = "USD" },
        View("2024-03-31 12:00", "/", 5), View("2024-03-31 12:00", "/docs/a", null), View("2024-03-31 12:00", "/docs/a", 6) with { BotReason = "listed" },
        Event("2024-03-30 10:02", "web_vitals", 1, "/docs/a").With("lcp", "1200").With("cls", "0.11"), Event("2024-03-31 12:01", "web_vitals", 5, "/docs/b").With("lcp", "4100").With("plan", "pro"),
        Event("2024-04-01 08:00", "buy", 5).With("plan", "pro").With("price", "-0.1"),
    ];

    private static readonly (string Kind, string Question)[] Questions =
    [
        ("funnels", """{"date_range": ["2024-03-30", "2024-04-01"], "steps": [{"page": "/docs/**"}, {"goal": "Bought"}]}"""),
        ("funnels", """{"date_range": ["2024-03-30", "2024-04-01"], "steps": [{"goal": "Read", "name": "reads"}, {"any": [{"event": "buy"}, {"page": "/pri*"}], "filters": [["is_not", "event:props:plan", ["it's free"]]]}], "window": "30m", "interval": "day", "breakdown": "visit:source", "explore": 1}"""),
        ("funnels", """{"date_range": "all", "steps": [{"page": "/docs/b"}, {"page": "/faq"}, {"page": "/pricing"}], "order": "strict", "window": "visit", "breakdown": "event:props:plan", "filters": [["matches_not", "event:page", ["^/never"]]]}"""),
        ("funnels", """{"date_range": ["2024-05-01", "2024-05-01"], "steps": [{"event": "none"}, {"event": "scroll"}], "interval": "hour", "explore": 1}"""),
        ("retention", """{"date_range": ["2024-03-30", "2024-04-01"], "interval": "day", "periods": 2}"""),
        ("retention", """{"date_range": "all", "interval": "week", "first": {"page": "/docs/**"}, "return": {"any": [{"goal": "Bought"}, {"page": "/faq"}]}, "count": "on_or_after", "brackets": [[1, 2]]}"""),
        ("journeys", """{"date_range": ["2024-03-30", "2024-04-01"]}"""),
        ("journeys", """{"date_range": "all", "by": "event", "from": {"page": "/docs/**"}, "steps": 3, "places": 1, "walked": [null, {"any": [{"page": "/pri*"}, {"goal": "Bought"}]}]}"""),
        ("journeys", """{"date_range": ["2024-03-30", "2024-04-01"], "to": {"goal": "Bought", "filters": [["is", "event:props:plan", ["it's free"]]]}, "filters": [["is_not", "visit:source", ["Google"]]]}"""),
        ("journeys", """{"date_range": ["2024-03-30", "2024-04-01"], "to": "exit", "by": "event", "steps": 2}"""),
        ("experiments", """{"date_range": ["2024-03-30", "2024-04-01"], "experiment": "colour", "goal": {"goal": "Bought"}}"""),
        ("experiments", """{"date_range": "all", "exposure": {"event": "pageview"}, "variant": "visit:exit_page", "weights": {"/": 1, "buy": 3}, "goal": {"event": "buy"}, "value": {"revenue": "EUR"}}"""),
        ("experiments", """{"date_range": "all", "exposure": {"page": "/docs/**"}, "variant": "event:page", "control": "/docs/b", "goal": {"any": [{"goal": "Bought"}, {"page": "/pri*"}]}, "value": {"property": "event:props:plan"}}"""),
        ("experiments", """{"date_range": ["2024-05-01", "2024-05-01"], "experiment": "colour", "weights": {"a": 1, "b": 1}, "goal": {"goal": "Read"}, "filters": [["is", "visit:source", ["Google"]]]}"""),
        ("trends", """{"date_range": ["2024-03-30", "2024-04-01"], "series": [{"events": {"page": "/docs/**"}, "measure": "visitors", "name": "readers"}, {"events": {"goal": "Bought"}}], "ratio": true, "interval": "day", "moving_average": 2}"""),
        ("trends", """{"date_range": "all", "series": [{"events": {"event": "buy"}, "measure": "median", "property": "event:props:price"}, {"measure": "sum", "property": "event:props:price"}, {"events": {"event": "scroll"}, "measure": "p95", "property": "event:props:price"}, {"measure": "share", "property": "event:props:gift"}, {}], "breakdown": "event:props:plan", "values": 1}"""),
        ("trends", """{"date_range": ["2024-03-31", "2024-03-31"], "series": [{"measure": "average", "property": "event:props:price", "events": {"any": [{"event": "buy"}, {"page": "/pri*"}]}}], "breakdown": "visit:source", "interval": "hour", "filters": [["is_not", "visit:country", ["FR"]]]}"""),
        ("attribution", """{"date_range": ["2024-03-30", "2024-04-01"], "goal": {"goal": "Bought"}, "by": "event:page", "values": 1, "filters": [["is_not", "event:props:plan", ["free"]]]}"""),
        ("attribution", """{"date_range": "all", "goal": {"any": [{"event": "buy"}, {"page": "/pri*"}]}, "convert": {"to": "EUR", "rates": {"USD": 0.925}}}"""),
        ("vitals", """{"date_range": ["2024-03-30", "2024-04-01"], "interval": "day"}"""),
        ("vitals", """{"date_range": "all", "by": "event:props:plan", "values": 1, "filters": [["is", "event:page", ["/docs/**"]]]}"""),
        ("props", """{"date_range": ["2024-03-30", "2024-04-01"], "events": {"goal": "Bought"}}"""),
    ];

    [Fact]
    public void TheVectorsAreWhatTheServerSays()
    {
        using var store = Store();
        using var identified = Store().Identified();
        var cases = Questions.Select(asked => Reported.Recorded(asked.Kind == "retention" ? identified : store, asked.Kind, asked.Question)).ToList();
        var text = $"{{\"tables\":\n{RecordedTables.Of(store).ToJsonString(Plain)},\n\"cases\": [\n{string.Join(",\n", cases.Select(c => c.ToJsonString(Plain)))}\n]}}\n";
        if (Environment.GetEnvironmentVariable("FOOTFALL_WRITE_VECTORS") == "1") File.WriteAllText(FilePath(), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

        Assert.Equal(File.ReadAllText(FilePath()), text);
        Assert.All(cases, c => Assert.True(JsonNode.DeepEquals(c["answer"], JsonNode.Parse(Reported.ByPlan((string)c["kind"]! == "retention" ? identified : store, (string)c["kind"]!, c["question"]!.ToJsonString())))));
    }

    private static QuestionStore Store() => new(Happenings, "Europe/Berlin") { Goals = Goals, Now = new DateTime(2024, 4, 2, 0, 0, 0, DateTimeKind.Utc) };

    private static string FilePath([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../schema/vectors/reports.json"));
}
