using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Results;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Endpoints;

/// <summary><c>GET /api/v1/summary</c>: all projects of the caller beside each other, each with the numbers that its own overview shows.</summary>
internal static class SummaryEndpoint
{
    private const int MostProjects = 500;

    /// <summary>Projects that are asked about at a time: the store answers as many questions side by side as it has threads for.</summary>
    private const int AtOnce = 4;

    /// <summary>Ranges that have ended, so that the one before is as long.</summary>
    private static readonly string[] Ranges = ["24h", "7d", "28d", "91d"];

    public static async Task<IResult> AskAsync(HttpContext context, Questions questions, ProjectDirectory projects)
    {
        if (context.User.Identity?.IsAuthenticated != true) return Problem.SignedOut();
        var range = context.Request.Query["date_range"].ToString() is { Length: > 0 } asked ? asked : "7d";
        if (!Ranges.Contains(range)) return Problem.Bad($"Invalid date_range \"{range}\".", "date_range", $"Use one of {string.Join(", ", Ranges)}.");
        var visible = projects.All.Where(project => context.User.Allows(project.Number, Scopes.Read)).Take(MostProjects).ToList();
        var answers = new ConcurrentDictionary<ProjectNumber, (Answer Totals, Answer Course)>();
        try
        {
            await Parallel.ForEachAsync(
                visible.Where(project => project.Mode != TrustMode.Sealed), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = context.RequestAborted }, async (project, cancellation) =>
                {
                    var totals = await questions.AskAsync(Question(project, range, "\"visitors\", \"pageviews\"", "\"include\": {\"comparisons\": {\"mode\": \"previous_period\"}}"), project, cancellation);
                    var course = await questions.AskAsync(Question(project, range, "\"visitors\"", $"\"dimensions\": [\"{(range == "24h" ? "time:hour" : "time:day")}\"]"), project, cancellation);
                    answers[project.Number] = (totals.Answer!, course.Answer!);
                });
        }
        catch (Exception e) when (e is QueryTimeoutException or EventStoreUnavailableException or DuckDbException { ErrorType: DuckDbErrorType.OutOfMemory })
        {
            return Problem.Busy("Not all projects could be asked.", "Ask for a shorter date_range, or again in a moment.", retryAfter: 5);
        }

        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteString("date_range", range);
            json.WriteStartArray("items");
            foreach (var project in visible) Write(json, project, answers.TryGetValue(project.Number, out var found) ? found : null);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static Question Question(Project project, string range, string metrics, string more)
    {
        using var document = JsonDocument.Parse($$"""{"site_id": "{{project.Id}}", "date_range": "{{range}}", "metrics": [{{metrics}}], {{more}}}""");
        return QuestionParser.Parse(document.RootElement).Question ?? throw new InvalidOperationException("A question of our own is not understood.");
    }

    private static void Write(Utf8JsonWriter json, Project project, (Answer Totals, Answer Course)? answers)
    {
        json.WriteStartObject();
        json.WriteString("project", project.Id.Value);
        if (answers is not { } known)
        {
            json.WriteNull("visitors");
            json.WriteNull("pageviews");
            json.WriteNull("before");
            json.WriteNull("course");
        }
        else
        {
            var row = known.Totals.Rows[0];
            json.WriteNumber("visitors", Number(row.Metrics[0]));
            json.WriteNumber("pageviews", Number(row.Metrics[1]));
            json.WriteStartObject("before");
            json.WriteNumber("visitors", Number(row.Comparison!.Metrics[0]));
            json.WriteNumber("pageviews", Number(row.Comparison.Metrics[1]));
            json.WriteEndObject();
            var byBucket = known.Course.Rows.ToDictionary(one => one.Bucket!.Value, one => Number(one.Metrics[0]));
            json.WriteStartArray("course");
            foreach (var key in known.Course.Plan.Buckets!.Keys()) json.WriteNumberValue(byBucket.GetValueOrDefault(key));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static long Number(object? metric) => Convert.ToInt64(metric ?? 0L, CultureInfo.InvariantCulture);
}
