using System.Text.Json;
using Footfall.Accounts.Audit;
using Footfall.Accounts.Sessions;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Notices;

/// <summary>Reports and alerts that the server sends of projects whose events are in clear; those of sealed ones an agent sends.</summary>
internal static class NoticeEndpoints
{
    private const int LongestName = 200;
    private const int MostBytes = 64 * 1024;
    private const int MostOfProject = 50;
    private const int MostLetters = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var notices = routes.MapGroup("/api/v1/projects/{project:guid}/notices").WithMetadata(new BodyLimit(MostBytes));
        notices.MapGet("", List);
        notices.MapPost("", Create);
        notices.MapPut("/{notice:guid}", Change);
        notices.MapDelete("/{notice:guid}", Remove);
        notices.MapPost("/{notice:guid}/test", Test);
        notices.MapGet("/{notice:guid}/letters", Letters);
    }

    private static async Task<IResult> List(Guid project, HttpContext context, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        if (CheckSending(context, projects, project, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        var rows = await control.Notices.AsNoTracking().Where(n => n.ProjectId == project).OrderBy(n => n.Name).ThenBy(n => n.Id).ToListAsync(cancellation);
        return TypedResults.Ok(new NoticeList([.. rows.Select(ToAnswer)]));
    }

    private static async Task<IResult> Create(
        Guid project, PutNotice request, HttpContext context, ControlDatabase database, ProjectDirectory projects, NoticeJudge judge, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        if (CheckSending(context, projects, project, out var found) is { } refusal) return refusal;
        if (request.Kind is not ("report" or "alert")) return Problems.Invalid("kind", "There is no such kind of notice.", "Use report or alert.");
        if (Check(judge, request.Kind, request, found) is { } invalid) return invalid;
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await control.Notices.CountAsync(n => n.ProjectId == project, cancellation) >= MostOfProject) return Problems.Conflict("", $"A project has at most {MostOfProject} notices.", "Remove some first.");
        var now = clock.GetUtcNow().UtcDateTime;
        // What is new is first due at its next time.
        var row = new NoticeRow { Id = Guid.NewGuid(), ProjectId = project, Kind = request.Kind, Name = "", Body = "{}", Secret = Secrets.NewValue(), CreatedAt = now, DoneUntil = now, ChangedBy = "" };
        control.Notices.Add(row);
        await KeepAsync(row, request, "notice.created", context, control, audit, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created($"/api/v1/projects/{project}/notices/{row.Id}", ToAnswer(row));
    }

    private static async Task<IResult> Change(
        Guid project, Guid notice, PutNotice request, HttpContext context, ControlDatabase database, ProjectDirectory projects, NoticeJudge judge, AuditLog audit, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (CheckSending(context, projects, project, out var found) is { } refusal) return refusal;
        await using var control = database.Connect();
        if (await control.Notices.SingleOrDefaultAsync(n => n.Id == notice && n.ProjectId == project, cancellation) is not { } row) return Problems.NotFound("notice");
        if (request.Kind is not null && request.Kind != row.Kind) return Problems.Settled("kind", "A notice's kind stays as it is.", "Make another notice.");
        if (Check(judge, row.Kind, request, found) is { } invalid) return invalid;
        var now = clock.GetUtcNow().UtcDateTime;
        // Another schedule does not send what it would have sent before, and another rule is looked at afresh.
        (row.DoneUntil, row.AlarmedAt) = (now, null);
        await KeepAsync(row, request, "notice.changed", context, control, audit, now, cancellation);
        return TypedResults.Ok(ToAnswer(row));
    }

    private static async Task<IResult> Remove(Guid project, Guid notice, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, CancellationToken cancellation)
    {
        if (CheckSending(context, projects, project, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        if (await control.Notices.SingleOrDefaultAsync(n => n.Id == notice && n.ProjectId == project, cancellation) is not { } row) return Problems.NotFound("notice");
        control.Notices.Remove(row);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "notice.removed", project, row.Name, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Test(
        Guid project, Guid notice, HttpContext context, ControlDatabase database, ProjectDirectory projects, NoticeJudge judge, AttemptLimits limits, CancellationToken cancellation)
    {
        if (CheckSending(context, projects, project, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        if (!await control.Notices.AnyAsync(n => n.Id == notice && n.ProjectId == project, cancellation)) return Problems.NotFound("notice");
        if (limits.Take(AttemptPurpose.Notice, notice.ToString(), context.Connection.RemoteIpAddress) is { } wait) return Problems.TooMany(context, wait);
        return TypedResults.Ok(new LetterList([.. (await judge.TestAsync(notice, cancellation)).Select(ToAnswer)]));
    }

    private static async Task<IResult> Letters(Guid project, Guid notice, HttpContext context, ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        if (CheckSending(context, projects, project, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        if (!await control.Notices.AnyAsync(n => n.Id == notice && n.ProjectId == project, cancellation)) return Problems.NotFound("notice");
        var rows = await control.NoticeLetters.AsNoTracking().Where(l => l.NoticeId == notice).OrderByDescending(l => l.Due).ThenBy(l => l.Output).Take(MostLetters).ToListAsync(cancellation);
        return TypedResults.Ok(new LetterList([.. rows.Select(ToAnswer)]));
    }

    /// <summary>Letters carry numbers out of the house, and addresses of people in.</summary>
    private static IResult? CheckSending(HttpContext context, ProjectDirectory projects, Guid id, out Project project)
    {
        if (ProjectGate.Check(context, projects, id, Scopes.Write, out project) is { } refusal) return refusal;
        if (project.Mode == TrustMode.Sealed)
            return Problems.Conflict("project", "The server cannot read a sealed project's numbers, so it cannot write about them.", "Let an agent of the vault send them: footfall agent, docs/agent.md.");
        return context.User.MayTend(project.Number) ? null : Problems.Forbidden("manage");
    }

    private static IResult? Check(NoticeJudge judge, string kind, PutNotice request, Project project)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Trim().Length > LongestName || request.Name.Any(char.IsControl))
            return Problems.Invalid("name", "The name is empty, too long or has control characters in it.", $"Give 1 to {LongestName} characters in one line.");
        if (request.Body is not { ValueKind: JsonValueKind.Object } body) return Problems.Invalid("body", "The body is no object.", "Give what docs/notices.md asks of the kind.");
        return judge.Judge(kind, body, project.TimeZone) is { } fault ? Problems.Invalid(fault.Field, fault.Message, fault.Remedy) : null;
    }

    private static Task KeepAsync(NoticeRow row, PutNotice request, string action, HttpContext context, ControlDbContext control, AuditLog audit, DateTime now, CancellationToken cancellation)
    {
        var text = request.Body!.Value.GetRawText();
        // Whoever was taken out and is put in anew is asked again.
        row.Unsubscribed = [.. row.Unsubscribed.Where(address => text.Contains(address, StringComparison.OrdinalIgnoreCase))];
        (row.Name, row.Body, row.Enabled, row.ChangedAt, row.ChangedBy) = (request.Name!.Trim(), text, request.Enabled ?? true, now, context.User.Identity!.Name!);
        return audit.AppendAsync(control, row.ChangedBy, action, row.ProjectId, row.Name, cancellation);
    }

    private static NoticeAnswer ToAnswer(NoticeRow row)
    {
        using var body = JsonDocument.Parse(row.Body);
        return new NoticeAnswer(row.Id, row.Kind, row.Name, body.RootElement.Clone(), row.Enabled, row.Secret, row.Unsubscribed, row.CreatedAt, row.ChangedAt, row.ChangedBy, row.AlarmedAt);
    }

    private static LetterAnswer ToAnswer(NoticeLetterRow row) =>
        new(row.Due, row.Output, row.Subject, row.IsTest, row.State, row.Attempts, row.State == "waiting" ? row.NextAt : null, row.DoneAt, row.Error);
}
