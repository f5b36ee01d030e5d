using System.Globalization;
using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Sql;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Query.Endpoints;

/// <summary><c>GET /events/count</c> and <c>/events/recent</c>: what lies in the store, for operations and for a first look.</summary>
internal static class EventEndpoints
{
    public const int DefaultRecent = 50;
    public const int MostRecent = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/events/count", CountAsync);
        routes.MapGet("/events/recent", RecentAsync);
    }

    private static async Task<IResult> CountAsync(HttpContext context, ProjectDirectory projects, EventStore store)
    {
        if (Stop(context, projects, out var readable) is { } stop) return stop;
        long count = 0;
        if (readable.Count == projects.All.Count && context.User.AllowsEverywhere(Scopes.Read)) count = await store.Facts.CountEventsAsync(null, context.RequestAborted);
        else foreach (var project in readable) count += await store.Facts.CountEventsAsync(project.Number, context.RequestAborted);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", count);
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> RecentAsync(HttpContext context, ProjectDirectory projects, Questions questions)
    {
        if (Stop(context, projects, out var readable) is { } stop) return stop;
        if (readable is [{ Mode: TrustMode.Sealed }]) return Problem.SealedProject();
        var limit = DefaultRecent;
        var asked = context.Request.Query["limit"].ToString();
        if (asked.Length > 0 && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostRecent))
            return Problem.Bad($"Invalid limit `{asked}`.", "limit", $"Ask for 1 to {MostRecent} events.");
        IReadOnlyList<object?[]> rows = [];
        if (readable.Count > 0)
            rows = await questions.RunAsync(ContentsSql.RecentEvents(Dialect.DuckDb, readable.Select(project => project.Number.Value), limit), context.RequestAborted);

        var ids = readable.ToDictionary(project => (long)project.Number.Value, project => project.Id);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var row in rows) WriteEvent(json, row, ids[(long)row[0]!]);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteEvent(Utf8JsonWriter json, object?[] row, ProjectId project)
    {
        json.WriteStartObject();
        json.WriteString("project", project.ToString());
        for (var i = 1; i < ContentsSql.EventColumns.Count; i++)
        {
            var name = ContentsSql.EventColumns[i] == "client_visitor" ? "visitor" : ContentsSql.EventColumns[i];
            switch (row[i])
            {
                case DateTime time:
                    json.WriteString(name, LiveMessages.Iso(time));
                    break;
                case Dictionary<string, object?> props:
                    json.WriteStartObject(name);
                    foreach (var (prop, value) in props) json.WriteString(prop, (string?)value);
                    json.WriteEndObject();
                    break;
                case null when name is "visitor" or "bot_reason" or "props":
                    break;
                default:
                    json.WriteString(name, row[i]?.ToString());
                    break;
            }
        }

        json.WriteEndObject();
    }

    /// <summary>The projects that are meant: the named one, or all that the caller may read.</summary>
    private static Problem? Stop(HttpContext context, ProjectDirectory projects, out IReadOnlyList<Project> readable)
    {
        readable = [];
        if (context.User.Identity?.IsAuthenticated != true) return Problem.SignedOut();
        readable = ProjectAccessCheck.Readable(context, projects);
        if (context.Request.Query["project"].ToString() is not { Length: > 0 } named) return null;
        readable = [.. readable.Where(project => project == projects.BySiteId(named))];
        return readable.Count == 0 ? Problem.NoProject() : null;
    }
}
