using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Results;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Footfall.Query.Endpoints;

/// <summary>The four GETs of the Stats API v1: the same questions in older words.</summary>
internal static class LegacyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var stats = routes.MapGroup("/api/v1/stats");
        stats.MapGet("/realtime/visitors", Realtime);
        stats.MapGet("/aggregate", AggregateAsync);
        stats.MapGet("/timeseries", TimeseriesAsync);
        stats.MapGet("/breakdown", BreakdownAsync);
    }

    private static IResult Realtime(HttpContext context, ProjectDirectory projects, LiveCounts counts) =>
        Stop(context, projects, out var project) ?? (IResult)new JsonAnswer(json => json.WriteNumberValue(counts.VisitorsNow(project.Number)));

    private static Task<IResult> AggregateAsync(HttpContext context, Questions questions, ProjectDirectory projects, TimeProvider time, ILoggerFactory loggers) =>
        AskAsync(context, questions, projects, time, loggers, LegacyKind.Aggregate, answer => new JsonAnswer(json =>
        {
            var row = answer.Rows[0];
            json.WriteStartObject();
            json.WriteStartObject("results");
            for (var i = 0; i < row.Metrics.Count; i++)
            {
                json.WriteStartObject(answer.Plan.Question.Metrics[i].Name());
                json.WritePropertyName("value");
                AnswerWriter.WriteMetric(json, row.Metrics[i]);
                if (row.Comparison is { } compared)
                {
                    json.WritePropertyName("change");
                    AnswerWriter.WriteMetric(json, compared.Change[i]);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }));

    private static Task<IResult> TimeseriesAsync(HttpContext context, Questions questions, ProjectDirectory projects, TimeProvider time, ILoggerFactory loggers) =>
        AskAsync(context, questions, projects, time, loggers, LegacyKind.Timeseries, answer => new JsonAnswer(json =>
        {
            var rows = new Queue<AnswerRow>(answer.Rows);
            var buckets = answer.Plan.Buckets!;
            WriteRows(json, answer, buckets.Keys().Select(buckets.Label).Select(label =>
                (label, rows.TryPeek(out var next) && next.Dimensions[0] == label ? rows.Dequeue().Metrics : [.. answer.Plan.Question.Metrics.Select(Nothing)])));
        }));

    private static Task<IResult> BreakdownAsync(HttpContext context, Questions questions, ProjectDirectory projects, TimeProvider time, ILoggerFactory loggers) =>
        AskAsync(context, questions, projects, time, loggers, LegacyKind.Breakdown, answer => new JsonAnswer(json =>
            WriteRows(json, answer, answer.Rows.Select(row => (row.Dimensions[0], row.Metrics)))));

    private static async Task<IResult> AskAsync(
        HttpContext context, Questions questions, ProjectDirectory projects, TimeProvider time, ILoggerFactory loggers, LegacyKind kind, Func<Answer, IResult> show)
    {
        if (Stop(context, projects, out var project) is { } stop) return stop;
        var now = time.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(now + Zone.Find(project.TimeZone).GetUtcOffset(now));
        var parameters = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var (question, error) = LegacyQuestion.Parse(kind, parameters, today);
        if (question is null) return QuestionEndpoint.Refuse(error!);
        return await QuestionEndpoint.AnswerAsync(() => questions.AskAsync(question, project, context.RequestAborted), show, loggers);
    }

    private static Problem? Stop(HttpContext context, ProjectDirectory projects, out Project project)
    {
        project = null!;
        if (context.User.Identity?.IsAuthenticated != true) return Problem.SignedOut();
        var site = context.Request.Query["site_id"].ToString();
        if (site.Length == 0) return Problem.Bad("Missing site ID. Please provide the required site_id parameter with your request.", "site_id");
        if (projects.BySiteId(site) is not { } named || !context.User.Allows(named.Number, Scopes.Read)) return Problem.UnknownSite();
        project = named;
        return named.Mode == TrustMode.Sealed ? Problem.SealedProject() : null;
    }

    private static void WriteRows(System.Text.Json.Utf8JsonWriter json, Answer answer, IEnumerable<(string Name, IReadOnlyList<object?> Metrics)> rows)
    {
        var question = answer.Plan.Question;
        var dimension = question.Dimensions[0];
        var column = dimension.IsTime ? "date" : dimension.Property?.Text ?? dimension.Name[(dimension.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var (name, metrics) in rows)
        {
            json.WriteStartObject();
            json.WriteString(column, name);
            for (var i = 0; i < metrics.Count; i++)
            {
                json.WritePropertyName(question.Metrics[i].Name());
                AnswerWriter.WriteMetric(json, metrics[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A bucket in which nothing happened: nothing is counted, and of no visits there is no mean.</summary>
    private static object? Nothing(Metric metric) => metric is Metric.BounceRate or Metric.VisitDuration ? null : RowReader.Zero(metric);
}
