using Footfall.Query.Parsing;
using Footfall.Query.Reports;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Footfall.Query.Endpoints;

/// <summary><c>POST /api/v1/projects/{project}/funnels</c> and the other reports.</summary>
internal static class ReportEndpoint
{
    public static void Map(IEndpointRouteBuilder project)
    {
        foreach (var (kind, parse) in ReportKinds.All)
        {
            project.MapPost("/" + kind, (Guid project, HttpContext context, Questions questions, ProjectDirectory projects, ILoggerFactory loggers) =>
                AskAsync(parse, project, context, questions, projects, loggers));
        }
    }

    private static async Task<IResult> AskAsync(ReportKinds.Parse parse, Guid project, HttpContext context, Questions questions, ProjectDirectory projects, ILoggerFactory loggers)
    {
        if (ProjectAccessCheck.StopUnlessOpen(context, projects.ById(project), out var found) is { } stop) return stop;
        return await QuestionBody.ReadAsync(context, async root =>
        {
            var (report, error) = parse(root, Wording.Clear.With(projects.SegmentsOf(found.Number)));
            if (report is null) return QuestionEndpoint.Refuse(error!);
            return await QuestionEndpoint.AnswerAsync(
                () => questions.AskAsync(report, found, context.RequestAborted), answer => new JsonAnswer(json => ReportWriter.Write(json, answer)), loggers);
        });
    }
}
