using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Notices.Letters;
using Footfall.Notices.Schedules;

namespace Footfall.Notices.Running;

/// <summary>Asks what a report tells: of the week or the month before it was due, beside the one before that.</summary>
internal static class ReportMaker
{
    private const int Rows = 5;
    private static readonly (string Metric, string Label)[] Figures =
        [("visitors", "Visitors"), ("visits", "Visits"), ("pageviews", "Pageviews"), ("bounce_rate", "Bounce rate"), ("visit_duration", "Visit duration")];

    private static readonly (string Dimension, string Title)[] Tables = [("visit:source", "How they came"), ("event:page", "What they saw"), ("visit:country_name", "From where")];

    /// <summary>The whole days that a report of that moment is about.</summary>
    public static (DateOnly First, DateOnly Last) Period(WallSchedule schedule, DateTimeOffset due)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(due, schedule.Zone).DateTime);
        return schedule.Every == "month" ? (new DateOnly(day.Year, day.Month, 1).AddMonths(-1), new DateOnly(day.Year, day.Month, 1).AddDays(-1)) : (day.AddDays(-7), day.AddDays(-1));
    }

    /// <exception cref="NoticeException">There is no answer.</exception>
    public static async Task<Letter> MakeAsync(Asked asked, Project project, IReadOnlyList<Goal> goals, string name, WallSchedule schedule, DateTimeOffset due, Uri? dashboard)
    {
        var (first, last) = Period(schedule, due);
        var days = last.DayNumber - first.DayNumber + 1;
        var (before, beforeLast) = schedule.Every == "month" ? (first.AddMonths(-1), first.AddDays(-1)) : (first.AddDays(-days), first.AddDays(-1));
        var totals = await asked.AskAsync(new JsonObject
        {
            ["metrics"] = Asked.Texts([.. Figures.Select(figure => figure.Metric)]),
            ["date_range"] = Asked.Between(first, last),
            ["include"] = new JsonObject { ["comparisons"] = new JsonObject { ["mode"] = "custom", ["date_range"] = Asked.Between(before, beforeLast) } },
        });
        var course = await asked.AskAsync(new JsonObject
        {
            ["metrics"] = Asked.Texts("visitors"),
            ["dimensions"] = Asked.Texts("time:day"),
            ["date_range"] = Asked.Between(first, last),
            ["include"] = new JsonObject { ["time_labels"] = true },
        });
        List<(string, IReadOnlyList<(string, long)>)> tables = [];
        foreach (var (dimension, title) in Tables) tables.Add((title, await asked.RowsAsync(Top(dimension, first, last))));
        if (goals.Count > 0) tables.Add(("Goals", await asked.RowsAsync(Top("event:goal", first, last))));
        var content = new ReportContent(
            project.Name, Words(schedule, first, last), first, last, [.. FiguresOf(totals.GetProperty("results")[0])], [.. DaysOf(course)],
            tables, dashboard is null ? null : new Uri(dashboard, $"projects/{project.Id}?period=custom&from={Asked.Iso(first)}&to={Asked.Iso(last)}"), project.Mode == TrustMode.Anonymous);
        return ReportLetter.Of(name, content);
    }

    private static JsonObject Top(string dimension, DateOnly first, DateOnly last) => new()
    {
        ["metrics"] = Asked.Texts("visitors"),
        ["dimensions"] = Asked.Texts(dimension),
        ["date_range"] = Asked.Between(first, last),
        ["pagination"] = new JsonObject { ["limit"] = Rows },
    };

    private static IEnumerable<Figure> FiguresOf(JsonElement row)
    {
        var before = row.GetProperty("comparison").GetProperty("metrics");
        // A period without anybody has no rates to measure against.
        var hadVisitors = Asked.Number(before[0]) > 0;
        return Figures.Select((figure, i) => new Figure(figure.Label, figure.Metric, Asked.Number(row.GetProperty("metrics")[i]), hadVisitors ? Asked.Number(before[i]) : null));
    }

    /// <summary>Days on which nobody came have no row.</summary>
    private static IEnumerable<(string, long)> DaysOf(JsonElement course)
    {
        var known = course.GetProperty("results").EnumerateArray().ToDictionary(row => row.GetProperty("dimensions")[0].GetString()!, row => (long)Asked.Number(row.GetProperty("metrics")[0]));
        return course.GetProperty("meta").GetProperty("time_labels").EnumerateArray().Select(label => (label.GetString()!, known.GetValueOrDefault(label.GetString()!)));
    }

    private static string Words(WallSchedule schedule, DateOnly first, DateOnly last) => schedule.Every == "month"
        ? first.ToString("MMMM yyyy", CultureInfo.InvariantCulture)
        : $"{first.ToString("d MMMM", CultureInfo.InvariantCulture)} to {last.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}";
}
