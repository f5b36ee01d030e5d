using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Results;
using Footfall.Query.Sql;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Endpoints;

/// <summary>Statements for what is shown of a project's events beside answers to questions: the contents that pages read of an open project from the server.</summary>
internal static class ContentsPlan
{
    /// <summary>Visitors of whom something was heard within this are there now.</summary>
    private static readonly TimeSpan Now = TimeSpan.FromMinutes(5);

    /// <summary>A clock of the future does not hide a visitor.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    public static IResult Answer(JsonElement body, Project project, DateTime now)
    {
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name is not ("contents" or "date_range" or "limit" or "first_day")) return Bad($"#/{member.Name}", "Beside contents, only date_range, limit and first_day are known.");
        }

        var (number, dialect) = (project.Number.Value, Dialect.Browser);
        switch (body.GetProperty("contents") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null)
        {
            case "bots":
                if (RangeOf(body, project, now) is not { } range) return Bad("#/date_range", "Expected a date_range as questions have it, and for \"all\" a first_day.");
                return Statements(("reasons", ContentsSql.BotReasons(dialect, number, range, project.BotExceptions)), ("examples", ContentsSql.BotExamples(dialect, number, range)));
            case "realtime":
                return Statements(("visitors", ContentsSql.Visitors(dialect, number, new TimeRange(now - Now, now + Ahead), project.BotExceptions)));
            case "seen_events":
                return Statements(("names", ContentsSql.SeenEvents(dialect, number)));
            case "recent_events":
                var limit = EventEndpoints.DefaultRecent;
                if (body.TryGetProperty("limit", out var asked) && !(asked.ValueKind == JsonValueKind.Number && asked.TryGetInt32(out limit) && limit is >= 1 and <= EventEndpoints.MostRecent))
                    return Bad("#/limit", $"Ask for 1 to {EventEndpoints.MostRecent} events.");
                return Statements(("events", ContentsSql.RecentEvents(dialect, [number], limit)));
            case "first_event":
                return Statements(("first", ContentsSql.FirstEvent(dialect, number, project.BotExceptions)));
            default:
                return Bad("#/contents", "Expected bots, realtime, seen_events, recent_events or first_event.");
        }
    }

    private static TimeRange? RangeOf(JsonElement body, Project project, DateTime now)
    {
        if (!body.TryGetProperty("date_range", out var value) || DateRangeParser.Parse(value) is not { } spec) return null;
        var zone = Zone.Find(project.TimeZone);
        if (spec is not DateRangeSpec.All) return DateRanges.Resolve(spec, zone, now, firstEvent: null);
        if (!body.TryGetProperty("first_day", out var first) || first.ValueKind != JsonValueKind.String || DateRangeParser.ParseDate(first.GetString()!) is not { } day) return null;
        return DateRanges.Resolve(spec, zone, now, DateRanges.Days(zone, day, day).From);
    }

    private static JsonAnswer Statements(params (string Name, SqlStatement Statement)[] statements) => new(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("statements");
        foreach (var (name, statement) in statements) PlanWriter.WriteStatement(json, name, statement);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static Problem Bad(string path, string message) => Problem.Bad($"{path}: {message}", path, "See docs/api/plan.md for what can be planned.");
}
