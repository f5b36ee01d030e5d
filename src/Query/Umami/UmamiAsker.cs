using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Query.Parsing;
using Footfall.Query.Results;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Umami;

/// <summary>Asks, for one request of Umami's, the questions that it comes down to.</summary>
/// <param name="project">With the time zone that the request wants its days in.</param>
internal sealed class UmamiAsker(HttpContext context, Project project, Questions questions, UmamiQuestion question, IReadOnlyList<SavedSegment> segments)
{
    public Project Project => project;

    public UmamiQuestion Question => question;

    /// <summary>Either the five numbers of a range, or what the caller is told instead.</summary>
    public Task<(Answer? Answer, IResult? Refusal)> NumbersAsync(DateTime start, DateTime end) =>
        AskAsync(start, end, ["pageviews", "visitors", "visits"], [], [], [Metric.Bounces, Metric.VisitTime]);

    /// <summary>Either the answer, or what the caller is told instead.</summary>
    public Task<(Answer? Answer, IResult? Refusal)> RowsAsync(DateTime start, DateTime end, string[] metrics, string[] dimensions, params JsonNode[] filters) =>
        AskAsync(start, end, metrics, dimensions, filters, []);

    /// <param name="nameless">Metrics that no question can name.</param>
    private async Task<(Answer? Answer, IResult? Refusal)> AskAsync(DateTime start, DateTime end, string[] metrics, string[] dimensions, JsonNode[] filters, Metric[] nameless)
    {
        if (question.Word(project.Id.Value, start, end, metrics, dimensions, filters) is not { } worded) return (null, Refuse());
        var (parsed, error) = QuestionParser.Parse(worded, Wording.Clear.With(segments));
        if (parsed is null) return (null, QuestionEndpoint.Refuse(error!));
        (var answer, error) = await questions.AskAsync(parsed with { Metrics = [.. parsed.Metrics, .. nameless] }, project, context.RequestAborted);
        return answer is null ? (null, QuestionEndpoint.Refuse(error!)) : (answer, null);
    }

    /// <summary>The refusal of the question's own fault.</summary>
    public IResult Refuse() => Refusal(question.Fault!.Value.Field, question.Fault.Value.Message);

    public static IResult Refusal(string field, string message) => Problem.Bad(message, field, "docs/migrate/umami.md lists what is understood.");
}
