using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Query.Parsing;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Footfall.Query.Umami;

/// <summary>The part of Umami's API that reads, for scripts and badges that were made for it. Callers are known by token, never by cookie.</summary>
internal static class UmamiEndpoints
{
    private const string Product = "umami";
    private const int MostRows = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in new[] { "", "/compat/" + Product })
        {
            var api = routes.MapGroup(prefix + "/api").WithMetadata(new ReadsNoCookies(), new ForeignProtocol(Product));
            UmamiAccess.Map(api);
            var website = api.MapGroup("/websites/{website:guid}");
            website.MapGet("/stats", StatsAsync);
            website.MapGet("/pageviews", PageviewsAsync);
            website.MapGet("/metrics", MetricsAsync);
            website.MapGet("/active", ActiveAsync);
            website.MapGet("/events/series", SeriesAsync);
            website.MapGet("/daterange", DateRangeAsync);
        }
    }

    private static Task<IResult> StatsAsync(Guid website, HttpContext context, ProjectDirectory projects, Questions questions, ILoggerFactory loggers) =>
        AskAsync(website, context, projects, questions, loggers, async asker =>
        {
            if (!asker.Question.ReadRange() || asker.Question.Compared() is not { } other) return asker.Refuse();
            var (now, refusal) = await asker.NumbersAsync(asker.Question.Start, asker.Question.End);
            if (now is null) return refusal!;
            (var before, refusal) = await asker.NumbersAsync(other.Start, other.End);
            if (before is null) return refusal!;
            return new JsonAnswer(json =>
            {
                json.WriteStartObject();
                UmamiNumbers.Of(now.Rows[0]).Write(json);
                json.WriteStartObject("comparison");
                UmamiNumbers.Of(before.Rows[0]).Write(json);
                json.WriteEndObject();
                json.WriteEndObject();
            });
        });

    private static Task<IResult> PageviewsAsync(Guid website, HttpContext context, ProjectDirectory projects, Questions questions, ILoggerFactory loggers) =>
        AskAsync(website, context, projects, questions, loggers, async asker =>
        {
            if (!asker.Question.ReadRange() || asker.Question.TimeDimension() is not { } time) return asker.Refuse();
            var (answer, refusal) = await asker.RowsAsync(asker.Question.Start, asker.Question.End, ["pageviews", "visitors"], [time]);
            if (answer is null) return refusal!;
            if (context.Request.Query["compare"].Count == 0) return new JsonAnswer(json => UmamiNumbers.WriteCourse(json, answer, null, default));
            if (asker.Question.Compared() is not { } other) return asker.Refuse();
            (var before, refusal) = await asker.RowsAsync(other.Start, other.End, ["pageviews", "visitors"], [time]);
            return before is null ? refusal! : new JsonAnswer(json => UmamiNumbers.WriteCourse(json, answer, before, other));
        });

    private static Task<IResult> MetricsAsync(Guid website, HttpContext context, ProjectDirectory projects, Questions questions, ILoggerFactory loggers) =>
        AskAsync(website, context, projects, questions, loggers, async asker =>
        {
            var type = context.Request.Query["type"].ToString();
            if (UmamiTypes.DimensionOf(type) is not { } dimension) return UmamiAsker.Refusal("type", $"The type `{type}` is none of {string.Join(", ", UmamiTypes.All)}.");
            if (!asker.Question.ReadRange() || asker.Question.Count("limit", 500, 1, MostRows) is not { } limit || asker.Question.Count("offset", 0, 0, int.MaxValue - MostRows) is not { } offset) return asker.Refuse();
            var (answer, refusal) = await asker.RowsAsync(
                asker.Question.Start, asker.Question.End, [UmamiTypes.CountsEvents(type) ? "events" : "visitors"], [dimension],
                [.. Narrowing(type, dimension, context.Request.Query["search"].ToString())]);
            return answer is null ? refusal! : new JsonAnswer(json => UmamiNumbers.WriteRows(json, type, answer, limit, offset));
        });

    private static Task<IResult> ActiveAsync(Guid website, HttpContext context, ProjectDirectory projects, Questions questions, LiveCounts counts, ILoggerFactory loggers) =>
        AskAsync(website, context, projects, questions, loggers, asker => Task.FromResult<IResult>(new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("visitors", counts.VisitorsNow(asker.Project.Number));
            json.WriteEndObject();
        })));

    private static Task<IResult> SeriesAsync(Guid website, HttpContext context, ProjectDirectory projects, Questions questions, ILoggerFactory loggers) =>
        AskAsync(website, context, projects, questions, loggers, async asker =>
        {
            if (!asker.Question.ReadRange() || asker.Question.TimeDimension() is not { } time) return asker.Refuse();
            var (answer, refusal) = await asker.RowsAsync(
                asker.Question.Start, asker.Question.End, ["events"], [time, "event:name"], UmamiQuestion.Filter("is_not", "event:name", [EventNames.Pageview, .. EventNames.NeverCounted]));
            return answer is null ? refusal! : new JsonAnswer(json => UmamiNumbers.WriteEvents(json, answer));
        });

    private static Task<IResult> DateRangeAsync(Guid website, HttpContext context, ProjectDirectory projects, Questions questions, ILoggerFactory loggers) =>
        AskAsync(website, context, projects, questions, loggers, async asker =>
        {
            var rows = await questions.RunAsync(
                new Sql.SqlStatement("SELECT min(time), max(time) FROM events WHERE project = $1 AND bot_reason IS NULL", [asker.Project.Number.Value]), context.RequestAborted);
            return new JsonAnswer(json => UmamiNumbers.WriteRange(json, rows[0][0] as DateTime?, rows[0][1] as DateTime?));
        });

    private static IEnumerable<System.Text.Json.Nodes.JsonNode> Narrowing(string type, string dimension, string search)
    {
        if (search.Length > 0) yield return UmamiQuestion.Filter("contains", dimension, search);
        // Pageviews have a list of their own, and Umami knows no names that never count.
        if (type == "event") yield return UmamiQuestion.Filter("is_not", dimension, [EventNames.Pageview, .. EventNames.NeverCounted]);
    }

    private static async Task<IResult> AskAsync(
        Guid website, HttpContext context, ProjectDirectory projects, Questions questions, ILoggerFactory loggers, Func<UmamiAsker, Task<IResult>> ask)
    {
        if (ProjectAccessCheck.StopUnlessOpen(context, projects.ById(website), out var project) is { } stop) return new UmamiProblem(stop);
        var zone = context.Request.Query["timezone"].ToString();
        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) return new UmamiProblem(Problem.Bad($"The time zone `{zone}` is not known.", "timezone", "Use a name such as Europe/Berlin."));
        var asker = new UmamiAsker(context, zone.Length > 0 ? project with { TimeZone = zone } : project, questions, new UmamiQuestion(context.Request.Query), projects.SegmentsOf(project.Number));
        // What is thrown while the store is asked becomes a refusal in our words, and that one in Umami's.
        var result = await QuestionEndpoint.AnswerAsync(async () => ((IResult? Answer, QuestionError? Error))(await ask(asker), null), answer => answer, loggers);
        return result is Problem problem ? new UmamiProblem(problem) : result;
    }
}
