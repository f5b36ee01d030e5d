using System.Text.Json;
using Footfall.Accounts.Audit;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Links;

/// <summary>Shared links, for who tends the project. What a link shows is answered under <c>/api/v1/shared</c>.</summary>
internal static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/api/v1/projects/{project:guid}/links").WithMetadata(new BodyLimit(LinkFields.MostBytes));
        links.MapGet("", List);
        links.MapPost("", Create);
        links.MapPut("/{link:guid}", Change);
        links.MapDelete("/{link:guid}", Revoke);
    }

    private static async Task<IResult> List(Guid project, HttpContext context, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        if (CheckSharing(context, projects, project, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        var rows = await control.Links.AsNoTracking().Where(l => l.ProjectId == project).OrderBy(l => l.RevokedAt != null).ThenByDescending(l => l.CreatedAt).ToListAsync(cancellation);
        return TypedResults.Ok(new LinkList([.. rows.Select(ToAnswer)]));
    }

    private static async Task<IResult> Create(
        Guid project, PutLink request, HttpContext context, ControlDatabase database, ProjectDirectory projects, LinkDirectory links, LinkTickets tickets, DefinitionJudge judge, AuditLog audit,
        TimeProvider clock, CancellationToken cancellation)
    {
        if (CheckSharing(context, projects, project, out _) is { } refusal) return refusal;
        var now = clock.GetUtcNow().UtcDateTime;
        if (LinkFields.Check(judge, request, now) is { } invalid) return invalid;
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        var others = await control.Links.AsNoTracking().Where(l => l.ProjectId == project).ToListAsync(cancellation);
        if (others.Count(l => l.RevokedAt is null) >= LinkFields.MostOfProject) return Problems.Conflict("", $"A project has at most {LinkFields.MostOfProject} links.", "Revoke some first.");
        if (LinkThresholds.Check(others, LinkFields.ThresholdOf(request.Threshold), LinkFields.FiltersOf(request)) is { } differs) return differs;
        if (await CheckReportsAsync(control, project, request, cancellation) is { } unknown) return unknown;
        var threshold = LinkFields.ThresholdOf(request.Threshold);
        var row = new LinkRow
        {
            Id = Guid.NewGuid(),
            ProjectId = project,
            // 128 bits: an address that is not told cannot be found.
            Slug = WebEncoders.Base64UrlEncode(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)),
            Name = "",
            Panels = [],
            Reports = [],
            Filters = "[]",
            FrameAncestors = [],
            Least = threshold?.Least,
            Grain = threshold?.Grain,
            Dimensions = threshold is null ? null : [.. threshold.Dimensions],
            CreatedAt = now,
            CreatedBy = context.User.Identity!.Name!,
        };
        Fill(row, request, tickets);
        control.Links.Add(row);
        await audit.AppendAsync(control, row.CreatedBy, "link.created", project, row.Name, cancellation);
        await transaction.CommitAsync(cancellation);
        await links.ReloadAsync(cancellation);
        return TypedResults.Created($"/api/v1/projects/{project}/links/{row.Id}", ToAnswer(row));
    }

    private static async Task<IResult> Change(
        Guid project, Guid link, PutLink request, HttpContext context, ControlDatabase database, ProjectDirectory projects, LinkDirectory links, LinkTickets tickets, DefinitionJudge judge,
        AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        if (CheckSharing(context, projects, project, out _) is { } refusal) return refusal;
        if (LinkFields.Check(judge, request, clock.GetUtcNow().UtcDateTime) is { } invalid) return invalid;
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await control.Links.SingleOrDefaultAsync(l => l.Id == link && l.ProjectId == project && l.RevokedAt == null, cancellation) is not { } row) return Problems.NotFound("link");
        if (LinkThresholds.CheckChange(row, LinkFields.ThresholdOf(request.Threshold), LinkFields.FiltersOf(request)) is { } settled) return settled;
        if (await CheckReportsAsync(control, project, request, cancellation) is { } unknown) return unknown;
        Fill(row, request, tickets);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "link.changed", project, row.Name, cancellation);
        await transaction.CommitAsync(cancellation);
        await links.ReloadAsync(cancellation);
        return TypedResults.Ok(ToAnswer(row));
    }

    private static async Task<IResult> Revoke(
        Guid project, Guid link, HttpContext context, ControlDatabase database, ProjectDirectory projects, LinkDirectory links, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        if (CheckSharing(context, projects, project, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        if (await control.Links.SingleOrDefaultAsync(l => l.Id == link && l.ProjectId == project && l.RevokedAt == null, cancellation) is not { } row) return Problems.NotFound("link");
        (row.RevokedAt, row.PasswordHash) = (clock.GetUtcNow().UtcDateTime, null);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "link.revoked", project, row.Name, cancellation);
        await links.ReloadAsync(cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Who may change what people made of a project may also show it to others. The server cannot show what it cannot read.</summary>
    private static IResult? CheckSharing(HttpContext context, ProjectDirectory projects, Guid id, out Project project)
    {
        if (ProjectGate.Check(context, projects, id, Scopes.Write, out project) is { } refusal) return refusal;
        if (project.Mode == TrustMode.Sealed)
        {
            return Problems.Conflict(
                "project", "A sealed project has no links: the server cannot read its numbers, and a link that could would carry the project's key to everybody who has its address.",
                "Invite readers to the project's vault, or let an agent write a report (docs/agent.md). docs/sharing.md says why.");
        }

        return context.User.MayTend(project.Number) ? null : Problems.Forbidden("manage");
    }

    private static async Task<IResult?> CheckReportsAsync(ControlDbContext control, Guid project, PutLink request, CancellationToken cancellation)
    {
        var asked = (request.Reports ?? []).Distinct().ToList();
        var known = await control.Definitions.CountAsync(d => d.ProjectId == project && d.Kind == DefinitionKinds.Report && asked.Contains(d.Id), cancellation);
        return known == asked.Count ? null : Problems.Invalid("reports", "A report is unknown.", "Give ids of the project's definitions of the kind report.");
    }

    private static void Fill(LinkRow row, PutLink request, LinkTickets tickets)
    {
        row.Name = request.Name!.Trim();
        row.Panels = [.. LinkPanels.All.Where(panel => request.Panels?.Contains(panel) == true)];
        row.Reports = [.. (request.Reports ?? []).Distinct().Select(id => id.ToString())];
        row.Filters = LinkFields.FiltersOf(request);
        row.MayFilter = request.MayFilter ?? false;
        row.FrameAncestors = [.. (request.FrameAncestors ?? []).Distinct()];
        row.ExpiresAt = request.ExpiresAt?.ToUniversalTime();
        row.Revision++;
        if (request.Password is { } password) row.PasswordHash = password.Length == 0 ? null : tickets.Hash(password);
    }

    private static LinkAnswer ToAnswer(LinkRow row)
    {
        using var filters = JsonDocument.Parse(row.Filters);
        return new LinkAnswer(
            row.Id, row.Slug, $"/share/{row.Slug}", row.Name, row.Panels, [.. row.Reports.Select(Guid.Parse)], filters.RootElement.Clone(), row.MayFilter, row.PasswordHash is not null,
            row.Least is null ? null : new ThresholdBody(row.Least, row.Grain, row.Dimensions), row.FrameAncestors, row.CreatedAt, row.CreatedBy, row.ExpiresAt, row.RevokedAt, row.Revision);
    }
}
