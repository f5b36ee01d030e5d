using System.Security.Claims;
using Footfall.Accounts.Audit;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Sealed;

/// <summary>What agents derive of a sealed project's events and keep for longer than these: items that are wrapped for the vault, in chains that every reader checks.</summary>
internal static class StreamEndpoints
{
    private const int MostOfPage = 1000;
    private const long MostBytesOfPage = 4 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var streams = routes.MapGroup("/api/v1/projects/{project:guid}/streams").WithMetadata(new BodyLimit(StreamFields.MostBody));
        streams.MapGet("", List);
        streams.MapGet("/{stream}/items", Read);
        streams.MapPost("/{stream}/items", Append);
        streams.MapDelete("/{stream}", Remove);
    }

    private static async Task<IResult> List(Guid project, HttpContext context, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Read, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        var streams = await control.StreamItems.AsNoTracking().Where(i => i.ProjectId == project).GroupBy(i => i.Stream)
            .Select(s => new { Id = s.Key, First = s.Min(i => i.Sequence), Last = s.Max(i => i.Sequence), Size = s.Sum(i => (long)i.Wrapped.Length), At = s.Max(i => i.ReceivedAt) })
            .OrderBy(s => s.Id).ToListAsync(cancellation);
        return TypedResults.Ok(new StreamList([.. streams.Select(s => new StreamAnswer(s.Id, s.First, s.Last + 1, s.Size, s.At))]));
    }

    private static async Task<IResult> Read(
        Guid project, string stream, long? from, int? limit, bool? content, HttpContext context, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Read, out _) is { } refusal) return refusal;
        if (from < 0) return Problems.Invalid("from", "This is no place in a stream.", "Send what 'next' of the page before said.");
        if (limit is < 1 or > MostOfPage) return Problems.Invalid("limit", "The limit is out of range.", $"Ask for 1 to {MostOfPage} items.");
        await using var control = database.Connect();
        var (most, start) = (limit ?? MostOfPage, from ?? 0);
        var chosen = control.StreamItems.AsNoTracking().Where(i => i.ProjectId == project && i.Stream == stream && i.Sequence >= start).OrderBy(i => i.Sequence);
        // From the sizes alone first, so that no page is ever larger in memory than what is answered.
        var sizes = await chosen.Take(most + 1).Select(i => i.Wrapped.Length).ToListAsync(cancellation);
        if (sizes.Count == 0 && !await control.StreamItems.AnyAsync(i => i.ProjectId == project && i.Stream == stream, cancellation)) return Problems.NotFound("stream");
        var (count, bytes) = (0, 0L);
        while (count < Math.Min(sizes.Count, most) && (content == false || count == 0 || bytes + sizes[count] <= MostBytesOfPage)) bytes += sizes[count++];
        var items = content == false
            ? await chosen.Take(count).Select(i => new StreamItemAnswer(i.Sequence, i.Entry, Binary.Write(i.Signature), null)).ToListAsync(cancellation)
            : await chosen.Take(count).Select(i => new StreamItemAnswer(i.Sequence, i.Entry, Binary.Write(i.Signature), Binary.Write(i.Wrapped))).ToListAsync(cancellation);
        return TypedResults.Ok(new StreamItemPage(items, count < sizes.Count ? items[^1].Sequence + 1 : null));
    }

    private static async Task<IResult> Append(
        Guid project, string stream, PutStreamItem request, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, StreamMeters meters, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Write, out var found) is { } refusal) return refusal;
        if (!Guid.TryParse(context.User.FindFirstValue(ProjectAccess.AgentClaim), out var agent) || found.Vault is not { } vault)
            return Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", "Streams are written by agents of the project's vault.", remedy: "Let footfall agent write it; see docs/agent.md.");
        var result = StreamFields.Read(request, project, stream, agent, out var item)
            ?? await new StreamAppending(database, audit, clock).PutAsync(vault, item, context.User.Identity!.Name!, meters, cancellation);
        if (result is null) meters.Kept();
        else meters.Refused();
        return result ?? TypedResults.NoContent();
    }

    private static async Task<IResult> Remove(
        Guid project, string stream, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, StreamMeters meters, CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Manage, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        var removed = await control.StreamItems.Where(i => i.ProjectId == project && i.Stream == stream).ExecuteDeleteAsync(cancellation);
        if (removed == 0) return Problems.NotFound("stream");
        await audit.AppendAsync(control, context.User.Identity!.Name!, "stream.removed", project, stream, cancellation);
        await transaction.CommitAsync(cancellation);
        meters.Removed(removed);
        return TypedResults.NoContent();
    }
}
