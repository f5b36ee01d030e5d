using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Results;
using Footfall.Storage.Control;
using Footfall.Storage.Events;

namespace Footfall.Query.Sharing;

/// <summary>Answers the questions of a link's readers: of the store, or of what was published where small numbers are hidden. Thread-safe.</summary>
internal sealed class SharedQuestions(Questions questions, ProjectDirectory projects, StoreFacts facts, Publication publication, TimeProvider time)
{
    /// <summary>Either the answer, or why there is none.</summary>
    public async Task<(Answer? Answer, QuestionError? Error)> AskAsync(SharedLink link, Project project, JsonElement body, CancellationToken cancellation)
    {
        var (asked, fault) = QuestionParser.Parse(body, Wording.Clear);
        if (asked is null) return (null, fault);
        var own = FiltersOf(link, project);
        if (link.Threshold is { } threshold) return await AskPublishedAsync(project, threshold, own, asked, cancellation);
        var (question, refusal) = LinkQuestions.Within(link, asked, own);
        return question is null ? (null, refusal) : await questions.AskAsync(question, project, cancellation);
    }

    /// <summary>The answer to a saved report over another range, under the link's filters.</summary>
    public async Task<(ReportAnswer? Answer, QuestionError? Error)> AskAsync(SharedLink link, Project project, string savedBody, JsonElement dateRange, CancellationToken cancellation)
    {
        var saved = JsonNode.Parse(savedBody)!;
        var question = saved["question"]!.AsObject();
        question["date_range"] = JsonNode.Parse(dateRange.GetRawText());
        var filters = new JsonArray();
        foreach (var filter in question["filters"]?.AsArray() ?? []) filters.Add(filter?.DeepClone());
        foreach (var filter in link.Filters.EnumerateArray()) filters.Add(JsonNode.Parse(filter.GetRawText()));
        question["filters"] = filters;
        using var document = JsonDocument.Parse(question.ToJsonString());
        var (report, error) = ReportKinds.All[(string)saved["report"]!](document.RootElement, Wording.Clear.With(projects.SegmentsOf(project.Number)));
        return report is null ? (null, error) : await questions.AskAsync(report, project, cancellation);
    }

    private async Task<(Answer? Answer, QuestionError? Error)> AskPublishedAsync(
        Project project, PublicThreshold threshold, IReadOnlyList<Filter> own, Question question, CancellationToken cancellation)
    {
        if (LinkQuestions.CheckPublished(threshold, question) is { } refusal) return (null, refusal);
        var first = question.DateRange is DateRangeSpec.All ? await facts.FirstEventAtAsync(project, withBots: false, cancellation) : null;
        var (plan, error) = Planner.Plan(question, new QuestionContext(project, projects.GoalsOf(project.Number), time.GetUtcNow().UtcDateTime, first));
        if (plan is null) return (null, error);
        var from = plan.Zone.LocalDate(plan.Range.From);
        // All there is begins with the first event, somewhere within its month.
        if (question.DateRange is DateRangeSpec.All) from = new DateOnly(from.Year, from.Month, 1);
        var grains = await publication.ReadAsync(
            project, threshold, own, from, plan.Zone.LocalDate(plan.Range.To.AddTicks(-1)), cancellation);
        return (PublishedAnswers.Of(plan, grains), null);
    }

    private IReadOnlyList<Filter> FiltersOf(SharedLink link, Project project) =>
        new FilterParser(Wording.Clear.With(projects.SegmentsOf(project.Number))).ParseAll(link.Filters, "#/filters")
        ?? throw new InvalidOperationException("A link's filters were judged when it was made.");
}
