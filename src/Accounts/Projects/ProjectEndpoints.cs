using System.Text.Json;
using Footfall.Accounts.Audit;
using Footfall.Accounts.Sealed;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Projects;

internal static class ProjectEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/projects");
        group.MapGet("", List);
        group.MapPost("", Create);
        group.MapGet("/{project:guid}", Get);
        group.MapPatch("/{project:guid}", Change);
        group.MapDelete("/{project:guid}", Remove);
        group.MapDelete("/{project:guid}/demo-data", RemoveDemoData);
    }

    private static async Task<IResult> List(HttpContext context, ControlDatabase database, ProjectDirectory projects, ProjectEvents events, CancellationToken cancellation)
    {
        if (context.User.Identity?.IsAuthenticated != true) return Problems.SignedOut();
        var visible = projects.All.Where(p => context.User.Allows(p.Number, Scopes.Read)).ToList();
        await using var control = database.Connect();
        var rows = await control.Projects.AsNoTracking().ToDictionaryAsync(p => p.Id, cancellation);
        var items = new List<ProjectAnswer>();
        foreach (var project in visible) items.Add(ToAnswer(project, rows[project.Id.Value], await events.FirstAtAsync(project, cancellation)));
        return TypedResults.Ok(new ProjectList(items));
    }

    private static async Task<IResult> Create(CreateProject request, HttpContext context, ControlDatabase database, ProjectStore store, EpochStore epochs, CancellationToken cancellation)
    {
        if (await ProjectVault.CheckAsync(request.Vault, context, database, cancellation) is { } stopped) return stopped;
        if (NewProject.Read(request, out var row) is { } invalid) return invalid;
        var actor = context.User.Identity!.Name!;
        var (project, refusal) = row.Mode == TrustMode.Sealed
            ? await epochs.ChangeAsync(() => store.CreateSealedAsync(row, request.Epoch, epochs, actor, cancellation), cancellation)
            : await store.CreateAsync(row, actor, cancellation);
        return refusal ?? TypedResults.Created($"/api/v1/projects/{project!.Id}", ToAnswer(project, row, null));
    }

    private static async Task<IResult> Get(Guid project, HttpContext context, ControlDatabase database, ProjectDirectory projects, ProjectEvents events, CancellationToken cancellation)
    {
        if (ProjectGate.Check(context, projects, project, Scopes.Read, out var found) is { } refusal) return refusal;
        await using var control = database.Connect();
        var row = await control.Projects.AsNoTracking().SingleAsync(p => p.Id == project, cancellation);
        return TypedResults.Ok(ToAnswer(found, row, await events.FirstAtAsync(found, cancellation)));
    }

    private static async Task<IResult> Change(
        Guid project, JsonElement changes, HttpContext context, ControlDatabase database, ProjectDirectory projects, ProjectEvents events, AuditLog audit, CancellationToken cancellation)
    {
        if (ProjectGate.Check(context, projects, project, Scopes.Manage, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        var row = await control.Projects.Include(p => p.Domains).SingleAsync(p => p.Id == project, cancellation);
        if (ProjectChanges.Apply(row, changes) is { } invalid) return invalid;
        if (await ProjectStore.TakenAsync(control, project, [.. row.Domains.Select(d => d.Domain)], row.AppName, cancellation) is { } conflict) return conflict;
        var fields = string.Join(", ", changes.EnumerateObject().Select(p => p.Name));
        await audit.AppendAsync(control, context.User.Identity!.Name!, "project.changed", project, fields, cancellation);
        await transaction.CommitAsync(cancellation);
        await projects.ReloadAsync(cancellation);
        var changed = projects.ById(project)!;
        return TypedResults.Ok(ToAnswer(changed, row, await events.FirstAtAsync(changed, cancellation)));
    }

    private static async Task<IResult> Remove(
        Guid project, HttpContext context, ControlDatabase database, ProjectDirectory projects, EpochStore epochs, ProjectEvents events, AccessChanges changes, AuditLog audit,
        TimeProvider clock, CancellationToken cancellation)
    {
        if (ProjectGate.Check(context, projects, project, Scopes.Manage, out var found) is { } refusal) return refusal;
        await using var control = database.Connect();
        await using (var transaction = await control.Database.BeginTransactionAsync(cancellation))
        {
            await control.Projects.Where(p => p.Id == project).ExecuteDeleteAsync(cancellation);
            RemovedProjects.Remember(control, found.Id, found.Number, clock.GetUtcNow().UtcDateTime);
            await audit.AppendAsync(control, context.User.Identity!.Name!, "project.removed", project, found.Name, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await projects.ReloadAsync(cancellation);
        changes.Tell();
        if (found.Mode == TrustMode.Sealed) await epochs.ForgetProjectAsync(found.Id);
        // The key is gone from the directory first, so that nothing new arrives behind the erasure. What waits in the journal is erased by RetentionKeeper.
        return TypedResults.Ok(new ErasedAnswer(await events.EraseAllAsync(found.Number, cancellation)));
    }

    private static async Task<IResult> RemoveDemoData(
        Guid project, HttpContext context, ControlDatabase database, ProjectDirectory projects, ProjectEvents events, AuditLog audit, CancellationToken cancellation)
    {
        if (ProjectGate.Check(context, projects, project, Scopes.Manage, out var found) is { } refusal) return refusal;
        var erased = await events.EraseDemoAsync(found.Number, cancellation);
        await using var control = database.Connect();
        await audit.AppendAsync(control, context.User.Identity!.Name!, "project.demo_data_removed", project, $"{erased} events", cancellation);
        return TypedResults.Ok(new ErasedAnswer(erased));
    }

    private static ProjectAnswer ToAnswer(Project project, ProjectRow row, DateTime? firstEventAt) => new(
        project.Id.Value, project.Number.Value, project.Name, project.Key, project.Mode.ToString().ToLowerInvariant(), project.Domains, project.TimeZone, project.RetentionDays,
        project.AllowedHosts, ProjectFields.NameOf(project.OptOut), project.RedactedParameters, project.AppName, project.RateLimitPerMinute, row.CreatedAt, row.IsDemo, firstEventAt,
        project.Vault, project.Mode == TrustMode.Sealed ? project.Identity.ToString().ToLowerInvariant() : null, project.BotExceptions.Texts);
}
