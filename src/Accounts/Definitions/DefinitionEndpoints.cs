using System.Text.Json;
using Footfall.Accounts.Audit;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Definitions;

/// <summary>Segments, views, reports, annotations and experiments of projects whose events are in clear; those of sealed ones are documents.</summary>
internal static class DefinitionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Twice what a body may have: it may come indented, with its name beside it.
        var definitions = routes.MapGroup("/api/v1/projects/{project:guid}/definitions").WithMetadata(new BodyLimit(DefinitionRules.MostBytes * 2));
        definitions.MapGet("", List);
        definitions.MapPost("", Create);
        definitions.MapGet("/{definition:guid}", Read);
        definitions.MapPut("/{definition:guid}", Change);
        definitions.MapDelete("/{definition:guid}", Remove);
    }

    private static async Task<IResult> List(Guid project, string? kind, HttpContext context, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        if (ProjectGate.CheckDefining(context, projects, project, Scopes.Read, out _) is { } refusal) return refusal;
        if (kind is not null && !DefinitionKinds.All.Contains(kind)) return UnknownKind();
        await using var control = database.Connect();
        var rows = await control.Definitions.AsNoTracking().Where(d => d.ProjectId == project && (kind == null || d.Kind == kind))
            .OrderBy(d => d.Kind).ThenBy(d => d.Name).ThenBy(d => d.Id).ToListAsync(cancellation);
        return TypedResults.Ok(new DefinitionList([.. rows.Select(ToAnswer)]));
    }

    private static async Task<IResult> Read(Guid project, Guid definition, HttpContext context, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        if (ProjectGate.CheckDefining(context, projects, project, Scopes.Read, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        return await control.Definitions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == definition && d.ProjectId == project, cancellation) is { } row
            ? TypedResults.Ok(Told(context, row)) : Problems.NotFound("definition");
    }

    private static async Task<IResult> Create(
        Guid project, CreateDefinition request, HttpContext context, ControlDatabase database, ProjectDirectory projects, DefinitionJudge judge, AuditLog audit, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (ProjectGate.CheckDefining(context, projects, project, Scopes.Write, out var found) is { } refusal) return refusal;
        if (request.Kind is not { } kind || !DefinitionKinds.All.Contains(kind)) return UnknownKind();
        if (DefinitionRules.Check(judge, projects.SegmentsOf(found.Number), kind, request.Name, request.Body) is { } invalid) return invalid;
        var row = new DefinitionRow { Id = Guid.NewGuid(), ProjectId = project, Kind = kind, Name = request.Name!.Trim(), Body = request.Body!.Value.GetRawText(), ChangedBy = "" };
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await DefinitionRules.CheckPlaceAsync(control, row, cancellation) is { } taken) return taken;
        control.Definitions.Add(row);
        await KeepAsync(row, "definition.created", context, control, audit, clock, cancellation);
        await transaction.CommitAsync(cancellation);
        await ShowAsync(kind, projects, cancellation);
        return TypedResults.Created($"/api/v1/projects/{project}/definitions/{row.Id}", Told(context, row));
    }

    private static async Task<IResult> Change(
        Guid project, Guid definition, ChangeDefinition request, HttpContext context, ControlDatabase database, ProjectDirectory projects, DefinitionJudge judge, AuditLog audit,
        TimeProvider clock, CancellationToken cancellation)
    {
        if (ProjectGate.CheckDefining(context, projects, project, Scopes.Write, out var found) is { } refusal) return refusal;
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await control.Definitions.SingleOrDefaultAsync(d => d.Id == definition && d.ProjectId == project, cancellation) is not { } row) return Problems.NotFound("definition");
        if (DefinitionRules.Check(judge, projects.SegmentsOf(found.Number), row.Kind, request.Name, request.Body) is { } invalid) return invalid;
        if (DefinitionRules.CheckRevision(context.Request, row.Revision) is { } overtaken) return overtaken;
        (row.Name, row.Body) = (request.Name!.Trim(), request.Body!.Value.GetRawText());
        if (await DefinitionRules.CheckPlaceAsync(control, row, cancellation) is { } taken) return taken;
        await KeepAsync(row, "definition.changed", context, control, audit, clock, cancellation);
        await transaction.CommitAsync(cancellation);
        await ShowAsync(row.Kind, projects, cancellation);
        return TypedResults.Ok(Told(context, row));
    }

    private static async Task<IResult> Remove(
        Guid project, Guid definition, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, CancellationToken cancellation)
    {
        if (ProjectGate.CheckDefining(context, projects, project, Scopes.Write, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await control.Definitions.SingleOrDefaultAsync(d => d.Id == definition && d.ProjectId == project, cancellation) is not { } row) return Problems.NotFound("definition");
        if (DefinitionRules.CheckRevision(context.Request, row.Revision) is { } overtaken) return overtaken;
        control.Definitions.Remove(row);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "definition.removed", project, $"{row.Kind} {row.Name}", cancellation);
        await transaction.CommitAsync(cancellation);
        await ShowAsync(row.Kind, projects, cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Counts the revision on and saves it with its line of the audit log.</summary>
    private static async Task KeepAsync(DefinitionRow row, string action, HttpContext context, ControlDbContext control, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        (row.Revision, row.ChangedAt, row.ChangedBy) = (row.Revision + 1, clock.GetUtcNow().UtcDateTime, context.User.Identity!.Name!);
        await audit.AppendAsync(control, row.ChangedBy, action, row.ProjectId, $"{row.Kind} {row.Name}", cancellation);
    }

    /// <summary>Segments are known to every question from now on, experiments to every page.</summary>
    private static Task ShowAsync(string kind, ProjectDirectory projects, CancellationToken cancellation) =>
        DefinitionKinds.IsHeld(kind) ? projects.ReloadAsync(cancellation) : Task.CompletedTask;

    private static DefinitionAnswer Told(HttpContext context, DefinitionRow row)
    {
        context.Response.Headers.ETag = DefinitionRules.TagOf(row.Revision);
        return ToAnswer(row);
    }

    private static DefinitionAnswer ToAnswer(DefinitionRow row)
    {
        using var body = JsonDocument.Parse(row.Body);
        return new DefinitionAnswer(row.Id, row.Kind, row.Name, body.RootElement.Clone(), row.Revision, row.ChangedAt, row.ChangedBy);
    }

    private static IResult UnknownKind() => Problems.Invalid("kind", "There is no such kind of definition.", $"Use one of {string.Join(", ", DefinitionKinds.All)}.");
}
