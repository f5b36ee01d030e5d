using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Results;
using Footfall.Query.Sql;
using Footfall.Storage.Control;
using Footfall.Storage.Events;

namespace Footfall.Query.Endpoints;

/// <summary>Asks the event store what a project's questions mean. Thread-safe.</summary>
internal sealed class Questions(EventStore store, ProjectDirectory projects, TimeProvider time, QueryLimits limits, QueryMeters meters)
{
    /// <summary>Either the answer, or why there is none.</summary>
    /// <exception cref="QueryTimeoutException">It took too long.</exception>
    /// <exception cref="OperationCanceledException">Whoever asked went away.</exception>
    public async Task<(Answer? Answer, QuestionError? Error)> AskAsync(Question question, Project project, CancellationToken cancellation)
    {
        if (await BadPatternAsync(question, cancellation) is { } bad) return (null, bad);
        var needsFirst = question.DateRange is DateRangeSpec.All;
        var first = needsFirst ? await store.Facts.FirstEventAtAsync(project.Number, withBots: question.Concerns(d => d.IsBot), cancellation) : null;
        var context = new QuestionContext(project, projects.GoalsOf(project.Number), time.GetUtcNow().UtcDateTime, first);
        return await new Asking(RunAsync).AskAsync(question, context, cancellation);
    }

    /// <summary>The same of a report.</summary>
    public async Task<(ReportAnswer? Answer, QuestionError? Error)> AskAsync(Report report, Project project, CancellationToken cancellation)
    {
        var question = EventScans.AsQuestion(report.AllFilters);
        if (await BadPatternAsync(question, cancellation) is { } bad) return (null, bad);
        var first = report.DateRange is DateRangeSpec.All ? await store.Facts.FirstEventAtAsync(project.Number, withBots: question.Concerns(d => d.IsBot), cancellation) : null;
        var (plan, error) = report.Plan(new QuestionContext(project, projects.GoalsOf(project.Number), time.GetUtcNow().UtcDateTime, first));
        if (plan is null) return (null, error);
        var rows = new List<IReadOnlyList<object?[]>>();
        foreach (var table in plan.Tables) rows.Add(await RunAsync(table.Write(Dialect.DuckDb), cancellation));
        return (new ReportAnswer(plan, rows), null);
    }

    public async Task<IReadOnlyList<object?[]>> RunAsync(SqlStatement statement, CancellationToken cancellation) =>
        (await meters.TimeAsync(() => store.Reader.QueryAsync(statement.Text, statement.Parameters, limits, cancellation))).Rows;

    /// <summary>Patterns are RE2's; only the engine knows whether it takes one.</summary>
    private async Task<QuestionError?> BadPatternAsync(Question question, CancellationToken cancellation)
    {
        foreach (var condition in question.Filters.SelectMany(f => f.AllConditions).Where(c => c.Operator == FilterOperator.Matches))
        {
            foreach (var pattern in condition.Values)
            {
                try
                {
                    await RunAsync(new SqlStatement("SELECT regexp_matches('', $1)", [pattern.Text]), cancellation);
                }
                catch (DuckDbException e) when (e.ErrorType == DuckDbErrorType.InvalidInput)
                {
                    return new QuestionError(
                        condition.Path,
                        $"Invalid regular expression \"{pattern}\": {e.Message[(e.Message.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()}",
                        "Write it in RE2's syntax; for * and ** use the operator matches_wildcard.");
                }
            }
        }

        return null;
    }
}
