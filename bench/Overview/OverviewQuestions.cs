using System.Globalization;
using System.Text.Json.Nodes;
using Footfall.Bench.Traffic;

namespace Footfall.Bench.Overview;

/// <summary>
/// What <c>web/dashboard</c> asks when the overview is opened: the default 28 days, compared with the 28 before, each panel on its first tab.
/// (Totals.tsx, Chart.tsx, Breakdown.tsx, WorldMap.tsx, Behaviour.tsx.)
/// </summary>
internal static class OverviewQuestions
{
    private static readonly string[] TotalMetrics = ["visitors", "visits", "pageviews", "views_per_visit", "bounce_rate", "visit_duration"];

    public static IReadOnlyList<OverviewQuestion> All(DateTime today)
    {
        var (from, middle) = (today.AddDays(-FillStore.Days), today.AddDays(-FillStore.Days / 2));
        return
        [
            new("totals", Question(middle, today, TotalMetrics), OverviewSql.Totals, middle, today),
            new("totals before", Question(from, middle, TotalMetrics), OverviewSql.Totals, from, middle),
            new("chart", Chart(middle, today), OverviewSql.Chart, middle, today),
            new("chart before", Chart(from, middle), OverviewSql.Chart, from, middle),
            new("channels", Breakdown(middle, today, "visit:channel", 9), OverviewSql.VisitBreakdown("channel", 9), middle, today),
            new("pages", Breakdown(middle, today, "event:page", 9), OverviewSql.Pages(9), middle, today),
            new("map", Question(middle, today, ["visitors"], "visit:country", 250), OverviewSql.Map, middle, today),
            new("countries", Breakdown(middle, today, "visit:country", 3), OverviewSql.VisitBreakdown("country", 3), middle, today),
            new("browsers", Breakdown(middle, today, "visit:browser", 9), OverviewSql.VisitBreakdown("browser", 9), middle, today),
            new("goals", Question(middle, today, ["visitors", "events", "conversion_rate"], "event:goal", 9), OverviewSql.Goals, middle, today),
        ];
    }

    private static JsonObject Chart(DateTime from, DateTime to)
    {
        var question = Question(from, to, ["visitors"], "time:day");
        question["include"] = new JsonObject { ["time_labels"] = true };
        return question;
    }

    private static JsonObject Breakdown(DateTime from, DateTime to, string dimension, int rows) => Question(from, to, ["visitors", "percentage"], dimension, rows);

    private static JsonObject Question(DateTime from, DateTime to, string[] metrics, string? dimension = null, int? limit = null)
    {
        var question = new JsonObject
        {
            ["site_id"] = MadeSite.Hostname,
            ["metrics"] = Texts(metrics),
            ["date_range"] = Texts([Day(from), Day(to.AddDays(-1))]),
        };
        if (dimension is not null) question["dimensions"] = Texts([dimension]);
        if (limit is not null) question["pagination"] = new JsonObject { ["limit"] = limit, ["offset"] = 0 };
        return question;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
