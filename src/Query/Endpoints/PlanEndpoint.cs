using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Results;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Endpoints;

/// <summary>
/// <c>POST /api/v1/projects/{project}/plan</c>: how to answer a question, for whoever holds the events. The words of the question are not told, so that of a
/// sealed project the server learns what kind of question is asked and nothing else.
/// </summary>
internal static class PlanEndpoint
{
    public static async Task<IResult> PlanAsync(Guid project, HttpContext context, ProjectDirectory projects, TimeProvider time)
    {
        if (ProjectAccessCheck.Stop(context, projects.ById(project), out var found) is { } stop) return stop;
        return await QuestionBody.ReadAsync(context, root =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (root.ValueKind == System.Text.Json.JsonValueKind.Object && root.TryGetProperty("contents", out _)) return Task.FromResult(ContentsPlan.Answer(root, found, now));
            if (root.ValueKind == System.Text.Json.JsonValueKind.Object && root.TryGetProperty("report", out _)) return Task.FromResult(ReportPlanEndpoint.Answer(root, found, now));
            var (request, error) = PlanRequestParser.Parse(root);
            if (request is not null && projects.BySiteId(request.Question.SiteId) != found)
                error = new QuestionError("#/question/site_id", "This is no name of the project.", "Use one of the project's domains or its UUID.");
            if (request is null || error is not null) return Task.FromResult<IResult>(QuestionEndpoint.Refuse(error!));
            var (planned, fault) = Plan(request, found, now);
            return Task.FromResult<IResult>(planned is null ? QuestionEndpoint.Refuse(PlanRequestParser.Within(fault!)) : new JsonAnswer(json => PlanWriter.Write(json, planned)));
        });
    }

    public static QuestionContext ContextOf(Project project, IReadOnlyList<AskedGoal> goals, DateOnly? firstDay, DateTime now) =>
        new(project, goals, now, firstDay is { } day ? DateRanges.Days(Zone.Find(project.TimeZone), day, day).From : null);

    public static (PlannedAnswer? Planned, QuestionError? Error) Plan(PlanRequest request, Project project, DateTime now)
    {
        var context = ContextOf(project, request.Goals, request.FirstDay, now);
        var (plan, error) = Planner.Plan(request.Question, context);
        if (plan is null) return (null, error);
        if (request.Question.Include.Comparison is null) return (new PlannedAnswer(plan, null), null);
        var (other, otherError) = Planner.PlanComparison(plan, context);
        if (other is null) return (null, otherError);
        return (new PlannedAnswer(plan, other with { OnlyToldRows = request.Question.FirstPlaceBesideTime >= 0 }), null);
    }
}
