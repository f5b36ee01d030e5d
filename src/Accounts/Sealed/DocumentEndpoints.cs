using System.Globalization;
using System.Text.RegularExpressions;
using Footfall.Accounts.Audit;
using Footfall.Accounts.Vaults;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Sealed;

/// <summary>Goals, saved views and whatever else would tell in clear what a sealed project is about: wrapped by members, kept as bytes.</summary>
internal static partial class DocumentEndpoints
{
    private const int MostBytes = 256 * 1024;
    private const int MostOfProject = 2000;
    private const int MostBytesOfProject = 32 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var documents = routes.MapGroup("/api/v1/projects/{project:guid}/documents").WithMetadata(new BodyLimit(MostBytes * 3 / 2));
        documents.MapGet("", List);
        documents.MapGet("/{kind}/{id}", Read);
        documents.MapPut("/{kind}/{id}", Put);
        documents.MapDelete("/{kind}/{id}", Remove);
    }

    private static async Task<IResult> List(
        Guid project, string? kind, string? after, int? limit, HttpContext context, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Read, out _) is { } refusal) return refusal;
        if (limit is < 1 or > DocumentPages.MostOfPage) return Problems.Invalid("limit", "The limit is out of range.", $"Ask for 1 to {DocumentPages.MostOfPage} documents.");
        var place = after is null ? null : DocumentPages.ReadPlace(after);
        if (after is not null && place is null) return Problems.Invalid("after", "This is no place in the list.", "Send what 'next' of the page before said.");
        await using var control = database.Connect();
        var (rows, next) = await DocumentPages.ReadAsync(control, project, kind, place, limit ?? DocumentPages.MostOfPage, cancellation);
        return TypedResults.Ok(new DocumentList([.. rows.Select(ToAnswer)], next));
    }

    private static async Task<IResult> Read(Guid project, string kind, string id, HttpContext context, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Read, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        return await control.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.ProjectId == project && d.Kind == kind && d.Id == id, cancellation) is { } row
            ? TypedResults.Ok(ToAnswer(row)) : Problems.NotFound("document");
    }

    private static async Task<IResult> Put(
        Guid project, string kind, string id, PutDocument request, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Write, out var found) is { } refusal) return refusal;
        if (!Kind().IsMatch(kind)) return Problems.Invalid("kind", "The kind cannot be used.", "Use 1 to 32 lower-case letters and underscores, such as goal.");
        if (!Id().IsMatch(id)) return Problems.Invalid("id", "The id cannot be used.", "Make a random one of 1 to 64 letters, digits, dashes and underscores; it lies in clear.");
        if (Binary.Read(request.Wrapped, Binary.LeastSealed, MostBytes) is not { } wrapped)
            return Problems.Invalid("wrapped", $"This is no wrapped document of at most {(MostBytes / 1024).ToString(CultureInfo.InvariantCulture)} KiB in base64url.", "Wrap it as docs/formats/sealed.md says.");
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await VaultLogs.RefuseWhileRotationIsDueAsync(control, found.Vault!.Value, cancellation) is { } due) return due;
        var newest = await control.VaultKeys.Where(k => k.VaultId == found.Vault).MaxAsync(k => k.Version, cancellation);
        if (request.VaultKeyVersion != newest) return Problems.Conflict("vault_key_version", "The vault has another key now.", $"Wrap it under version {newest} of the vault's key.");
        var row = await control.Documents.SingleOrDefaultAsync(d => d.ProjectId == project && d.Kind == kind && d.Id == id, cancellation);
        if (request.Revision != (row?.Revision ?? 0)) return Problems.Conflict("revision", $"The document is at revision {row?.Revision ?? 0}.", "Read it again and change what is there now.");
        if (await CheckRoomAsync(control, project, row, wrapped.Length, cancellation) is { } full) return full;
        row ??= control.Documents.Add(new DocumentRow { ProjectId = project, Kind = kind, Id = id, Wrapped = wrapped, ChangedBy = "" }).Entity;
        (row.Revision, row.VaultKeyVersion, row.Wrapped, row.ChangedAt, row.ChangedBy) = (row.Revision + 1, newest, wrapped, clock.GetUtcNow().UtcDateTime, context.User.Identity!.Name!);
        await audit.AppendAsync(control, row.ChangedBy, "document.kept", project, $"{kind}/{id}", cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(ToAnswer(row));
    }

    /// <summary>Null where the project has room for what is to be kept in the place of the row, if there is one.</summary>
    private static async Task<IResult?> CheckRoomAsync(ControlDbContext control, Guid project, DocumentRow? row, int bytes, CancellationToken cancellation)
    {
        var kept = control.Documents.Where(d => d.ProjectId == project);
        if (row is null && await kept.CountAsync(cancellation) >= MostOfProject) return Problems.Conflict("", $"A project has at most {MostOfProject} documents.", "Remove some first.");
        var others = await kept.SumAsync(d => d.Wrapped.Length, cancellation) - (row?.Wrapped.Length ?? 0);
        return others + bytes <= MostBytesOfProject ? null : Problems.Conflict("", $"A project's documents have at most {MostBytesOfProject >> 20} MiB together.", "Remove some first.");
    }

    private static async Task<IResult> Remove(
        Guid project, string kind, string id, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Write, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await control.Documents.Where(d => d.ProjectId == project && d.Kind == kind && d.Id == id).ExecuteDeleteAsync(cancellation) == 0) return Problems.NotFound("document");
        await audit.AppendAsync(control, context.User.Identity!.Name!, "document.removed", project, $"{kind}/{id}", cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static DocumentAnswer ToAnswer(DocumentRow row) => new(row.Kind, row.Id, row.Revision, row.VaultKeyVersion, Binary.Write(row.Wrapped), row.ChangedAt, row.ChangedBy);

    [GeneratedRegex(@"\A[a-z_]{1,32}\z")]
    private static partial Regex Kind();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Id();
}
