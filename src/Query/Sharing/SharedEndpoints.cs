using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;
using Footfall.Query.Results;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Footfall.Query.Sharing;

/// <summary>What a shared link shows, for whoever has its address, and its password where it has one. Nobody is known here by a cookie or a token.</summary>
internal static class SharedEndpoints
{
    public const string TicketHeader = "Footfall-Link";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var shared = routes.MapGroup("/api/v1/shared/{slug}").WithMetadata(new ReadsNoCookies());
        shared.MapGet("", DescribeAsync);
        shared.MapPost("/query", AskAsync);
        shared.MapGet("/realtime", Realtime);
        shared.MapPost("/reports/{report:guid}", ReportAsync);
    }

    private static async Task<IResult> DescribeAsync(
        string slug, HttpContext context, LinkDirectory links, ProjectDirectory projects, LinkGate gate, ControlDatabase database, EventStore store, CancellationToken cancellation)
    {
        if (Find(slug, links, projects) is not var (link, project)) return NoLink();
        if (!gate.Opens(link, Ticket(context))) return new JsonAnswer(WriteLocked);
        var ids = link.Reports.ToList();
        await using var control = database.Connect();
        var reports = await control.Definitions.AsNoTracking().Where(d => d.ProjectId == link.Project && ids.Contains(d.Id)).OrderBy(d => d.Name).ToListAsync(cancellation);
        var first = await store.Facts.FirstEventAtAsync(project, withBots: false, cancellation);
        return new JsonAnswer(json => LinkDescription.Write(json, link, project, reports, first));
    }

    private static async Task<IResult> AskAsync(
        string slug, HttpContext context, LinkDirectory links, ProjectDirectory projects, LinkGate gate, SharedQuestions questions, ILoggerFactory loggers)
    {
        if (Stop(slug, context, links, projects, gate, out var link, out var project) is { } stop) return stop;
        return await QuestionBody.ReadAsync(context, root => QuestionEndpoint.AnswerAsync(
            () => questions.AskAsync(link, project, root, context.RequestAborted), answer => new JsonAnswer(json => AnswerWriter.Write(json, answer)), loggers));
    }

    private static IResult Realtime(string slug, HttpContext context, LinkDirectory links, ProjectDirectory projects, LinkGate gate, LiveCounts counts)
    {
        if (Stop(slug, context, links, projects, gate, out var link, out var project) is { } stop) return stop;
        if (!link.Panels.Contains(LinkPanels.Live)) return Problem.Bad("This link does not show who is there now.", "panels", "Ask for what its panels show.");
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("visitors", counts.VisitorsNow(project.Number));
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> ReportAsync(
        string slug, Guid report, HttpContext context, LinkDirectory links, ProjectDirectory projects, LinkGate gate, ControlDatabase database, SharedQuestions questions, ILoggerFactory loggers)
    {
        if (Stop(slug, context, links, projects, gate, out var link, out var project) is { } stop) return stop;
        if (!link.Reports.Contains(report)) return NoLink();
        await using var control = database.Connect();
        if (await control.Definitions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == report && d.ProjectId == link.Project, context.RequestAborted) is not { } saved) return NoLink();
        return await QuestionBody.ReadAsync(context, async root =>
        {
            if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Any(member => member.Name != "date_range") || !root.TryGetProperty("date_range", out var range) || DateRangeParser.Parse(range) is null)
                return Problem.Bad("A shared report takes date_range and nothing else.", "date_range", "Send {\"date_range\": \"28d\"}, or two dates.");
            return await QuestionEndpoint.AnswerAsync(
                () => questions.AskAsync(link, project, saved.Body, range, context.RequestAborted), answer => new JsonAnswer(json => ReportWriter.Write(json, answer)), loggers);
        });
    }

    private static (SharedLink Link, Project Project)? Find(string slug, LinkDirectory links, ProjectDirectory projects) =>
        links.BySlug(slug) is { } link && projects.ById(link.Project) is { Mode: not TrustMode.Sealed } project ? (link, project) : null;

    private static Problem? Stop(string slug, HttpContext context, LinkDirectory links, ProjectDirectory projects, LinkGate gate, out SharedLink link, out Project project)
    {
        (link, project) = (null!, null!);
        if (Find(slug, links, projects) is not var (found, of)) return NoLink();
        (link, project) = (found, of);
        return gate.Opens(link, Ticket(context)) ? null : new Problem(
            StatusCodes.Status401Unauthorized, "This link has a password", "The link's password is needed, or it has been changed since.", TicketHeader,
            "Exchange the password for a ticket by POST /api/v1/shared/<slug>/session, and send it in this header.");
    }

    private static string? Ticket(HttpContext context) => context.Request.Headers[TicketHeader].ToString() is { Length: > 0 } ticket ? ticket : null;

    private static void WriteLocked(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("password_required", true);
        json.WriteEndObject();
    }

    /// <summary>One answer for what never was, has ended or was revoked.</summary>
    private static Problem NoLink() => new(
        StatusCodes.Status404NotFound, "There is no such link", "The link does not exist, or it has ended.", "slug", "Ask whoever gave it to you for a new one.");
}
