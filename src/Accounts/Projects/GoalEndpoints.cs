using Footfall.Accounts.Audit;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Projects;

internal static class GoalEndpoints
{
    private const int MostGoals = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var goals = routes.MapGroup("/api/v1/projects/{project:guid}/goals");
        goals.MapGet("", List);
        goals.MapPost("", Create);
        goals.MapDelete("/{goal:guid}", Remove);
    }

    private static IResult List(Guid project, HttpContext context, ProjectDirectory projects) =>
        ProjectGate.Check(context, projects, project, Scopes.Read, out var found)
        ?? TypedResults.Ok(new GoalList([.. projects.GoalsOf(found.Number).Select(g => new GoalAnswer(g.Id, g.DisplayName, g.EventName, g.PagePath, g.Currency))]));

    private static async Task<IResult> Create(
        Guid project, CreateGoal request, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, CancellationToken cancellation)
    {
        if (ProjectGate.Check(context, projects, project, Scopes.Manage, out var found) is { } refusal) return refusal;
        if (ProjectGate.RefuseSealed(found) is { } blind) return blind;
        if (Check(request) is { } invalid) return invalid;
        var name = request.DisplayName?.Trim() ?? request.EventName ?? $"Visit {request.PagePath}";
        var present = projects.GoalsOf(found.Number);
        if (present.Any(g => g.DisplayName == name)) return Problems.Conflict("display_name", $"There is a goal called {name}.", "Choose another display name.");
        if (present.Count >= MostGoals) return Problems.Conflict("", $"A project has at most {MostGoals} goals.", "Remove one first.");
        var row = new GoalRow { Id = Guid.NewGuid(), ProjectId = project, DisplayName = name, EventName = request.EventName, PagePath = request.PagePath, Currency = request.Currency };
        await using var control = database.Connect();
        control.Goals.Add(row);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "goal.created", project, name, cancellation);
        await projects.ReloadAsync(cancellation);
        return TypedResults.Created($"/api/v1/projects/{project}/goals/{row.Id}", new GoalAnswer(row.Id, row.DisplayName, row.EventName, row.PagePath, row.Currency));
    }

    private static async Task<IResult> Remove(Guid project, Guid goal, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, CancellationToken cancellation)
    {
        if (ProjectGate.Check(context, projects, project, Scopes.Manage, out _) is { } refusal) return refusal;
        await using var control = database.Connect();
        if (await control.Goals.Where(g => g.Id == goal && g.ProjectId == project).ExecuteDeleteAsync(cancellation) == 0) return Problems.NotFound("goal");
        await audit.AppendAsync(control, context.User.Identity!.Name!, "goal.removed", project, goal.ToString(), cancellation);
        await projects.ReloadAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static IResult? Check(CreateGoal request)
    {
        if (request.EventName is null == request.PagePath is null) return Problems.Invalid("event_name", "A goal is either an event or a page.", "Give exactly one of event_name and page_path.");
        if (request.EventName is { } name && (name.Length is 0 or > 120 || string.IsNullOrWhiteSpace(name))) return Problems.Invalid("event_name", "The event name is empty or too long.", "Give 1 to 120 characters.");
        if (request.PagePath is { } path && (path.Length > 2048 || !path.StartsWith('/'))) return Problems.Invalid("page_path", "The path does not begin with a slash, or is too long.", "Give a path such as /blog/**.");
        if (request.DisplayName is { } display && (string.IsNullOrWhiteSpace(display) || display.Length > 120)) return Problems.Invalid("display_name", "The display name is empty or too long.", "Give 1 to 120 characters.");
        return request.Currency is { } currency && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper) || request.EventName is null)
            ? Problems.Invalid("currency", "The currency is no ISO 4217 code, or the goal is a page.", "Give a code such as EUR, with event_name.") : null;
    }
}
