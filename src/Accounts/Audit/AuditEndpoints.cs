using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Audit;

internal static class AuditEndpoints
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/audit", OfServer);
        routes.MapGet("/api/v1/projects/{project:guid}/audit", OfProject);
    }

    private static async Task<IResult> OfServer(HttpContext context, long? before, ControlDatabase database, CancellationToken cancellation) =>
        context.User.AllowsEverywhere(Scopes.Manage) ? await PageAsync(database, null, before, cancellation)
        : context.User.Identity?.IsAuthenticated == true ? Problems.Forbidden("manage") : Problems.SignedOut();

    private static async Task<IResult> OfProject(Guid project, HttpContext context, long? before, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation) =>
        ProjectGate.Check(context, projects, project, Scopes.Manage, out _) ?? await PageAsync(database, project, before, cancellation);

    private static async Task<IResult> PageAsync(ControlDatabase database, Guid? project, long? before, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        var rows = await control.Audit.AsNoTracking()
            .Where(a => (project == null || a.ProjectId == project) && (before == null || a.Sequence < before))
            .OrderByDescending(a => a.Sequence).Take(PageSize).ToListAsync(cancellation);
        var broken = await AuditLog.FirstBrokenAsync(control, cancellation);
        var items = rows.Select(a => new AuditLine(a.Sequence, a.Time, a.Actor, a.Action, a.ProjectId, a.Detail, Convert.ToHexStringLower(a.Hash))).ToList();
        return TypedResults.Ok(new AuditPage(items, rows.Count == PageSize ? rows[^1].Sequence : null, broken is null, broken));
    }
}
