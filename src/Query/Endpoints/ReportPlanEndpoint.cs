using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Endpoints;

/// <summary>How to answer a report, for whoever holds the events: <c>{report, question, goals, first_day}</c> at the address of plans.</summary>
internal static class ReportPlanEndpoint
{
    public static IResult Answer(JsonElement body, Project project, DateTime now)
    {
        var (request, error) = Parse(body);
        if (request is null) return QuestionEndpoint.Refuse(error!);
        var (plan, fault) = request.Report.Plan(PlanEndpoint.ContextOf(project, request.Goals, request.FirstDay, now));
        return plan is null
            ? QuestionEndpoint.Refuse(PlanRequestParser.Within(fault!))
            : new JsonAnswer(json => ReportWriter.WritePlan(json, plan, request.Report));
    }

    /// <summary>Either the request, or what is wrong with it.</summary>
    public static (ReportRequest? Request, QuestionError? Error) Parse(JsonElement body)
    {
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name is not ("report" or "question" or "goals" or "first_day")) return Bad($"#/{member.Name}", "Beside report, only question, goals and first_day are known.");
        }

        if (body.GetProperty("report") is not { ValueKind: JsonValueKind.String } kind || !ReportKinds.All.TryGetValue(kind.GetString()!, out var parse))
            return Bad("#/report", $"Expected one of {string.Join(", ", ReportKinds.All.Keys)}.");
        if (!body.TryGetProperty("question", out var question)) return Bad("#", "Required property question was not present.");
        var (report, error) = parse(question, Wording.Placeholders);
        if (report is null) return (null, PlanRequestParser.Within(error!));
        var (goals, firstDay, fault) = PlanRequestParser.Beside(body);
        return fault is null ? (new ReportRequest(report, goals, firstDay), null) : (null, fault);
    }

    private static (ReportRequest?, QuestionError?) Bad(string path, string message) => (null, new QuestionError(path, message, "See docs/api/plan.md."));
}
