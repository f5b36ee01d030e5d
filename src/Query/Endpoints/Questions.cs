using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Results;
using Footfall.Query.Sql;
using Footfall.Storage.Events;

namespace Footfall.Query.Endpoints;

/// <summary>Asks a store of events what a project's questions mean. Thread-safe.</summary>
/// <param name="run">Runs a statement on the store and gives its rows.</param>
/// <param name="goals">Of a project.</param>
internal sealed class Questions(
    Func<SqlStatement, CancellationToken, Task<IReadOnlyList<object?[]>>> run, StoreFacts facts, Func<ProjectNumber, IReadOnlyList<Goal>> goals, TimeProvider time)
{
    /// <summary>Either the answer, or why there is none.</summary>
    /// <exception cref="QueryTimeoutException">It took too long.</exception>
    /// <exception cref="OperationCanceledException">Whoever asked went away.</exception>
    public async Task<(Answer? Answer, QuestionError? Error)> AskAsync(Question question, Project project, CancellationToken cancellation)
    {
        if (await BadPatternAsync(question, cancellation) is { } bad) return (null, bad);
        var needsFirst = question.DateRange is DateRangeSpec.All;
        var first = needsFirst ? await facts.FirstEventAtAsync(project, withBots: question.Concerns(d => d.IsBot), cancellation) : null;
        var context = new QuestionContext(project, goals(project.Number), time.GetUtcNow().UtcDateTime, first);
        return await new Asking(RunAsync).AskAsync(question, context, cancellation);
    }

    /// <summary>The same of a report.</summary>
    public async Task<(ReportAnswer? Answer, QuestionError? Error)> AskAsync(Report report, Project project, CancellationToken cancellation)
    {
        var question = EventScans.AsQuestion(report.AllFilters);
        if (await BadPatternAsync(question, cancellation) is { } bad) return (null, bad);
        var first = report.DateRange is DateRangeSpec.All ? await facts.FirstEventAtAsync(project, withBots: question.Concerns(d => d.IsBot), cancellation) : null;
        var (plan, error) = report.Plan(new QuestionContext(project, goals(project.Number), time.GetUtcNow().UtcDateTime, first));
        if (plan is null) return (null, error);
        var rows = new List<IReadOnlyList<object?[]>>();
        foreach (var table in plan.Tables) rows.Add(await RunAsync(table.Write(Dialect.DuckDb), cancellation));
        return (new ReportAnswer(plan, rows), null);
    }

    public Task<IReadOnlyList<object?[]>> RunAsync(SqlStatement statement, CancellationToken cancellation) => run(statement, cancellation);

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
