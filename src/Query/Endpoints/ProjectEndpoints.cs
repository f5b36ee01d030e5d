using System.Globalization;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Sql;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Query.Endpoints;

/// <summary>What the dashboard shows of a project beside answers to questions: who is there now, bots, the books.</summary>
internal static class ProjectEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var project = routes.MapGroup("/api/v1/projects/{project:guid}");
        project.MapGet("/realtime", Realtime);
        project.MapGet("/bots", BotsAsync);
        project.MapGet("/ledger", LedgerAsync);
        project.MapPost("/plan", PlanEndpoint.PlanAsync);
        ReportEndpoint.Map(project);
    }

    private static IResult Realtime(Guid project, HttpContext context, ProjectDirectory projects, LiveCounts counts) =>
        ProjectAccessCheck.StopUnlessOpen(context, projects.ById(project), out var found) ?? (IResult)new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("visitors", counts.VisitorsNow(found.Number));
            json.WriteEndObject();
        });

    private static async Task<IResult> BotsAsync(Guid project, HttpContext context, ProjectDirectory projects, Questions questions, EventStore store, TimeProvider time)
    {
        if (ProjectAccessCheck.StopUnlessOpen(context, projects.ById(project), out var found) is { } stop) return stop;
        var words = context.Request.Query["date_range"].ToString() is { Length: > 0 } asked ? asked : "30d";
        var spec = words.Split(',') is [var first, var last] ? DateRangeParser.ParsePair(first, last) : DateRangeParser.ParseName(words);
        if (spec is null) return Problem.Bad($"Invalid date range \"{words}\"", "date_range", "Use a period such as 7d, or two dates with a comma between them.");
        var firstEvent = spec is DateRangeSpec.All ? await store.Facts.FirstEventAtAsync(found, withBots: true, context.RequestAborted) : null;
        var range = DateRanges.Resolve(spec, Zone.Find(found.TimeZone), time.GetUtcNow().UtcDateTime, firstEvent);
        var reasons = await questions.RunAsync(ContentsSql.BotReasons(Dialect.DuckDb, found.Number.Value, range, found.BotExceptions), context.RequestAborted);
        var examples = await questions.RunAsync(ContentsSql.BotExamples(Dialect.DuckDb, found.Number.Value, range), context.RequestAborted);
        var byReason = examples.ToLookup(row => (string)row[0]!);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("total", reasons.Sum(row => (long)row[1]!));
            json.WriteStartArray("reasons");
            foreach (var row in reasons)
            {
                json.WriteStartObject();
                json.WriteString("reason", (string)row[0]!);
                json.WriteNumber("events", (long)row[1]!);
                json.WriteNumber("visitors", (long)row[2]!);
                json.WriteNumber("counted", (long)row[3]!);
                json.WriteStartArray("examples");
                foreach (var example in byReason[(string)row[0]!])
                {
                    json.WriteStartObject();
                    json.WriteString("browser", (string?)example[1]);
                    json.WriteString("hostname", (string?)example[2]);
                    json.WriteString("path", (string?)example[3]);
                    json.WriteString("time", LiveMessages.Iso((DateTime)example[4]!));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> LedgerAsync(Guid project, HttpContext context, ProjectDirectory projects, EventStore store, WaitingEvents waiting, TimeProvider time)
    {
        if (ProjectAccessCheck.Stop(context, projects.ById(project), out var found) is { } stop) return stop;
        var now = time.GetUtcNow().UtcDateTime;
        if (Instant(context, "from", now.AddDays(-7), endOfDay: false) is not { } from || Instant(context, "to", now.AddHours(1), endOfDay: true) is not { } to || from > to)
            return Problem.Bad("Invalid from or to.", "from", "Give dates such as 2026-11-22, or instants with an offset.");
        var hours = await store.Ledger.ReadAsync(found.Number, from, to, context.RequestAborted);
        return new JsonAnswer(json => LedgerAnswer.Write(json, hours, hour => waiting.Count(found.Number, hour)));
    }

    /// <summary>A parameter as UTC; a date without a time is the start of that UTC day, or its end.</summary>
    private static DateTime? Instant(HttpContext context, string name, DateTime byDefault, bool endOfDay)
    {
        var text = context.Request.Query[name].ToString();
        if (text.Length == 0) return byDefault;
        if (DateRangeParser.ParseDate(text) is { } day) return (endOfDay ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.UtcDateTime : null;
    }
}
