using Footfall.Accounts.Audit;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Sealed;

internal static class EpochEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var epochs = routes.MapGroup("/api/v1/projects/{project:guid}/epochs").WithMetadata(new BodyLimit(8192));
        epochs.MapGet("", List);
        epochs.MapPost("", Create);
    }

    private static async Task<IResult> List(Guid project, HttpContext context, ControlDatabase database, ProjectDirectory projects, EpochStore store, CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Read, out var found) is { } refusal) return refusal;
        context.Response.Headers.CacheControl = "no-store";
        await using var control = database.Connect();
        var vault = await control.Vaults.AsNoTracking().SingleAsync(v => v.Id == found.Vault, cancellation);
        var rows = await control.Epochs.AsNoTracking().Where(e => e.ProjectId == project).OrderBy(e => e.Sequence).ToListAsync(cancellation);
        return TypedResults.Ok(new EpochList(vault.Id, Binary.Write(vault.RootKey), [.. rows.Select(store.ToAnswer)]));
    }

    private static async Task<IResult> Create(
        Guid project, EpochBody request, HttpContext context, ControlDatabase database, ProjectDirectory projects, EpochStore store, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Manage, out var found) is { } refusal) return refusal;
        return await store.ChangeAsync<IResult>(async () =>
        {
            await using var control = database.Connect();
            await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
            var (made, invalid) = await NextEpoch.ReadAsync(control, project, found.Vault!.Value, found.RetentionDays, request, "", clock.GetUtcNow(), cancellation);
            if (invalid is not null) return invalid;
            store.WriteKey(made!);
            control.Epochs.Add(made!.Row);
            await audit.AppendAsync(control, context.User.Identity!.Name!, "epoch.created", project, Binary.Write(made.Row.Id), cancellation);
            await transaction.CommitAsync(cancellation);
            return TypedResults.Created($"/api/v1/projects/{project}/epochs", store.ToAnswer(made.Row));
        }, cancellation);
    }
}
