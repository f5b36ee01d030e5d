using System.Globalization;
using System.Text;
using Footfall.AspNetCore;
using TimeTracker.Accounts;
using TimeTracker.Timers;

namespace TimeTracker.Reports;

/// <summary>What was worked on: <c>report.viewed</c> with its type, <c>export.csv</c> with the number of rows and the days.</summary>
internal static class ReportEndpoints
{
    private static readonly string[] Types = ["projects", "days"];

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var signedIn = routes.MapGroup("").RequireAccount();
        signedIn.MapGet("/reports/{type}", View);
        signedIn.MapGet("/export.csv", Export);
    }

    private static IResult View(string type, TimeBook times, HttpContext http, ITrack track)
    {
        if (!Types.Contains(type)) return Results.Problem($"type is one of {string.Join(", ", Types)}.", statusCode: 404);
        var all = times.Between(http.Account(), DateOnly.MinValue, DateOnly.MaxValue).Where(row => row.Entry.Stopped is not null);
        var rows = all.GroupBy(row => type == "projects" ? row.Project : Day(row.Entry.Started)).Select(group => new { name = group.Key, seconds = group.Sum(row => row.Entry.Took!.Value.TotalSeconds) });
        track.TrackEvent("report.viewed", new() { ["type"] = type });
        return Results.Ok(rows.ToList());
    }

    private static IResult Export(DateOnly from, DateOnly to, TimeBook times, HttpContext http, ITrack track)
    {
        var rows = times.Between(http.Account(), from, to);
        var csv = new StringBuilder("project,note,started,seconds\n");
        foreach (var (entry, project) in rows)
        {
            csv.Append(Quoted(project)).Append(',').Append(Quoted(entry.Note ?? "")).Append(',').Append(entry.Started.ToString("O", CultureInfo.InvariantCulture)).Append(',')
                .Append(((long?)entry.Took?.TotalSeconds)?.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        track.TrackEvent("export.csv", new() { ["rows"] = rows.Count, ["from"] = Day(from), ["to"] = Day(to) });
        return Results.Text(csv.ToString(), "text/csv");
    }

    private static string Day(DateTimeOffset moment) => Day(DateOnly.FromDateTime(moment.UtcDateTime));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A cell that begins like a formula would be one to a spreadsheet.</summary>
    private static string Quoted(string text) => $"\"{(text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
