using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Results;
using Footfall.Query.Sql;

namespace Footfall.Query;

/// <summary>The whole way of a question: plan, SQL, rows, answer; twice where it compares.</summary>
/// <param name="run">Runs a statement on the store and gives its rows.</param>
internal sealed class Asking(Func<SqlStatement, CancellationToken, Task<IReadOnlyList<object?[]>>> run)
{
    /// <summary>Either the answer, or why there is none.</summary>
    public async Task<(Answer? Answer, QuestionError? Error)> AskAsync(Question question, QuestionContext context, CancellationToken cancellation)
    {
        var (plan, error) = Planner.Plan(question, context);
        if (plan is null) return (null, error);
        var (rows, total) = await RowsAsync(plan, cancellation);
        var answer = new Answer(plan, rows) { TotalRows = question.Include.TotalRows ? total : null };
        if (question.Include.Comparison is null) return (answer, null);

        var (other, otherError) = Planner.PlanComparison(plan, context);
        if (other is null) return (null, otherError);
        var place = question.FirstPlaceBesideTime;
        if (place >= 0) other = other with { OnlyRows = [.. rows.Select(row => row.Dimensions[place]).Distinct()] };
        var (otherRows, _) = await RowsAsync(other, cancellation);
        return (answer with { Rows = Comparer.Compare(plan, rows, other, otherRows), Compared = other }, null);
    }

    private async Task<(IReadOnlyList<AnswerRow> Rows, long Total)> RowsAsync(Plan plan, CancellationToken cancellation)
    {
        var rows = await run(QuestionSql.Write(plan, Dialect.DuckDb), cancellation);
        if (rows.Count > 0) return ([.. rows.Select(row => RowReader.Read(plan, row))], Convert.ToInt64(rows[0][^1], System.Globalization.CultureInfo.InvariantCulture));
        // A page beyond the last one has no row to carry the total.
        if (!plan.Question.Include.TotalRows || plan.Question.Pagination.Offset == 0) return ([], 0);
        var count = await run(QuestionSql.WriteCount(plan, Dialect.DuckDb), cancellation);
        return ([], Convert.ToInt64(count[0][0], System.Globalization.CultureInfo.InvariantCulture));
    }
}
