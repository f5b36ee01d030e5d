using Footfall.Accounts.Audit;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Projects;

internal static class DeclaredEventEndpoints
{
    private const int MostEvents = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/projects/{project:guid}");
        group.MapGet("/declared-events", List);
        group.MapPut("/declared-events", Replace);
        group.MapGet("/seen-events", Seen);
    }

    private static IResult List(Guid project, HttpContext context, ProjectDirectory projects) =>
        ProjectGate.Check(context, projects, project, Scopes.Read, out var found)
        ?? TypedResults.Ok(new DeclaredEvents([.. found.DeclaredEvents.Select(e => new DeclaredEventBody(e.Name, e.Purpose, e.Props))], found.RefuseUndeclared));

    private static async Task<IResult> Replace(
        Guid project, DeclaredEvents request, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, CancellationToken cancellation)
    {
        if (ProjectGate.Check(context, projects, project, Scopes.Manage, out var found) is { } refusal) return refusal;
        if (ProjectGate.RefuseSealed(found) is { } blind) return blind;
        if (Check(request.Items) is { } invalid) return invalid;
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(cancellation);
        await control.DeclaredEvents.Where(e => e.ProjectId == project).ExecuteDeleteAsync(cancellation);
        foreach (var item in request.Items!)
            control.DeclaredEvents.Add(new DeclaredEventRow { ProjectId = project, Name = item.Name!, Purpose = item.Purpose?.Trim() ?? "", Props = [.. item.Props ?? []] });
        await control.Projects.Where(p => p.Id == project).ExecuteUpdateAsync(p => p.SetProperty(row => row.RefuseUndeclared, request.RefuseUndeclared), cancellation);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "project.events_declared", project, $"{request.Items.Count} events, undeclared are {(request.RefuseUndeclared ? "refused" : "taken")}", cancellation);
        await transaction.CommitAsync(cancellation);
        await projects.ReloadAsync(cancellation);
        return List(project, context, projects);
    }

    private static async Task<IResult> Seen(Guid project, HttpContext context, ProjectDirectory projects, ProjectEvents events, CancellationToken cancellation)
    {
        if (ProjectGate.Check(context, projects, project, Scopes.Read, out var found) is { } refusal) return refusal;
        var declared = found.DeclaredEvents.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        var seen = await events.SeenAsync(found.Number, cancellation);
        return TypedResults.Ok(new SeenEventList([.. seen.Select(e => e with { Declared = declared.Contains(e.Name) })]));
    }

    private static IResult? Check(IReadOnlyList<DeclaredEventBody>? items)
    {
        if (items is not { Count: <= MostEvents }) return Problems.Invalid("items", "The list is missing or too long.", $"Give a list of at most {MostEvents} events.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (item?.Name is not { Length: > 0 and <= 120 }) return Problems.Invalid($"items[{i}].name", "The name is missing or too long.", "Give 1 to 120 characters.");
            if (!names.Add(item.Name)) return Problems.Invalid($"items[{i}].name", $"{item.Name} is declared twice.", "Declare each event once.");
            if (item.Purpose is { Length: > 500 }) return Problems.Invalid($"items[{i}].purpose", "The purpose is too long.", "Use at most 500 characters.");
            if (item.Props is { } props && (props.Count > 64 || props.Any(p => p is not { Length: > 0 and <= 300 }))) return Problems.Invalid($"items[{i}].props", "The props are too many or too long.", "Give at most 64 names of up to 300 characters.");
        }

        return null;
    }
}
