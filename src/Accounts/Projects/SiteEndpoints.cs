using Footfall.Accounts.Audit;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Projects;

internal static class SiteEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sites = routes.MapGroup("/api/v1/projects/{project:guid}/sites");
        sites.MapGet("", List);
        sites.MapPost("/{hostname}/confirm", Confirm);
    }

    private static async Task<IResult> List(Guid project, HttpContext context, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        if (ProjectGate.Check(context, projects, project, Scopes.Read, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        var rows = await control.Sites.AsNoTracking().Where(s => s.ProjectId == project).OrderBy(s => s.FirstSeen).ToListAsync(cancellation);
        return TypedResults.Ok(new SiteList([.. rows.Select(s => new SiteAnswer(s.Hostname, s.ConfirmedAt is null ? "pending" : "confirmed", s.FirstSeen, s.ConfirmedAt))]));
    }

    private static async Task<IResult> Confirm(
        Guid project, string hostname, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        if (ProjectGate.Check(context, projects, project, Scopes.Manage, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        var site = await control.Sites.SingleOrDefaultAsync(s => s.ProjectId == project && s.Hostname == hostname, cancellation);
        if (site is null) return Problems.NotFound("site");
        if (site.ConfirmedAt is null)
        {
            site.ConfirmedAt = clock.GetUtcNow().UtcDateTime;
            await audit.AppendAsync(control, context.User.Identity!.Name!, "site.confirmed", project, hostname, cancellation);
        }

        return TypedResults.Ok(new SiteAnswer(site.Hostname, "confirmed", site.FirstSeen, site.ConfirmedAt));
    }
}
