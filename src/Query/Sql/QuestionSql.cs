using System.Globalization;
using System.Text;
using Footfall.Query.Parsing;
using Footfall.Events;
using Footfall.Query.Planning;

namespace Footfall.Query.Sql;

/// <summary>
/// Writes a plan as one statement. Its columns are the dimensions (<c>d0</c>, …: text, or the timestamp of a time bucket's key), the metrics (<c>m0</c>, …)
/// and <c>total_rows</c>.
/// </summary>
internal sealed class QuestionSql
{
    /// <summary>How rows of the first range read, for the second range of a comparison; see <see cref="Dialect.Rows"/>.</summary>
    public static readonly Value ToldRows = Value.Unknown("#rows");

    private readonly Dialect dialect;
    private readonly Plan plan;
    private readonly Parameters parameters;
    private readonly PartSql partSql;

    private QuestionSql(Plan plan, Dialect dialect)
    {
        this.plan = plan;
        this.dialect = dialect;
        parameters = new Parameters(dialect);
        partSql = new PartSql(dialect, parameters);
    }

    public static SqlStatement Write(Plan plan, Dialect dialect)
    {
        var writer = new QuestionSql(plan, dialect);
        var question = plan.Question;
        var text = writer.Rows() + $" SELECT {writer.Columns()}, count(*) OVER () AS total_rows FROM answer{writer.OnlyRows()}{writer.OrderBy()}"
            + $" LIMIT {Number(question.Pagination.Limit)} OFFSET {Number(question.Pagination.Offset)}";
        return writer.parameters.Statement(text);
    }

    /// <summary>How many rows the plan has, whatever the page.</summary>
    public static SqlStatement WriteCount(Plan plan, Dialect dialect)
    {
        var writer = new QuestionSql(plan, dialect);
        return writer.parameters.Statement(writer.Rows() + $" SELECT count(*) AS total_rows FROM answer{writer.OnlyRows()}");
    }

    private string Rows()
    {
        var with = new StringBuilder("WITH ");
        for (var i = 0; i < plan.Parts.Count; i++)
            with.Append(CultureInfo.InvariantCulture, $"p{i} AS ({partSql.Write(plan.Parts[i], OnlyPageviewsMatter(plan.Parts[i]))}), ");
        foreach (var (metric, divisor) in plan.Divisors)
            with.Append(CultureInfo.InvariantCulture, $"by_{metric.Name()} AS ({partSql.Write(divisor.Part, pageviewsOnly: false)}), ");
        with.Append(CultureInfo.InvariantCulture, $"parts AS ({Together()}), answer AS ({Answer()})");
        return with.ToString();
    }

    /// <summary>Where a total of pageviews is all that a pass counts, it need not look at other events at all.</summary>
    private static bool OnlyPageviewsMatter(Part part) =>
        part is { Kind: PartKind.Events, Measures: [Measure.Pageviews], Keys.Count: 0, Scan.WithoutNames.Count: > 0 };

    /// <summary>The parts under each other and gathered by key: a full join in which absent keys are equal.</summary>
    private string Together()
    {
        if (plan.Parts.Count == 1) return "SELECT * FROM p0";
        var keys = Enumerable.Range(0, plan.Question.Dimensions.Count).Select(i => $"k{i}").ToList();
        var measures = plan.Parts.SelectMany(part => part.Measures).Distinct().ToList();
        var rows = plan.Parts.Select((part, i) =>
            $"SELECT {string.Join(", ", keys.Concat(measures.Select(m => (part.Measures.Contains(m) ? "" : "NULL AS ") + PartSql.Name(m))))}, {(part.MakesRows ? "1" : "0")} AS makes_row FROM p{i}");
        var gathered = keys.Concat(measures.Select(m => $"max({PartSql.Name(m)}) AS {PartSql.Name(m)}"));
        var groupBy = keys.Count == 0 ? "" : $" GROUP BY {string.Join(", ", keys)} HAVING max(makes_row) = 1";
        return $"SELECT {string.Join(", ", gathered)} FROM ({string.Join(" UNION ALL ", rows)}) AS every{groupBy}";
    }

    private string Answer()
    {
        var columns = plan.Question.Dimensions.Select((dimension, i) => $"{Display(dimension, i)} AS d{i}")
            .Concat(plan.Question.Metrics.Select((metric, i) => $"{Formula(metric)} AS m{i}"));
        var joins = plan.Divisors.Select(pair =>
        {
            var name = $"by_{pair.Key.Name()}";
            return pair.Value.KeyPlaces.Count == 0
                ? $" CROSS JOIN {name}"
                : $" LEFT JOIN {name} ON {string.Join(" AND ", pair.Value.KeyPlaces.Select((place, i) => $"parts.k{place} IS NOT DISTINCT FROM {name}.k{i}"))}";
        });
        return $"SELECT {string.Join(", ", columns)} FROM parts{string.Concat(joins)}";
    }

    private string Columns() => string.Join(", ", plan.Question.Dimensions.Select((dimension, i) => Shown(dimension.IsTime ? dialect.ShownTime : "{0}", $"d{i}"))
        .Concat(plan.Question.Metrics.Select((metric, i) => Shown(metric == Metric.TotalRevenue && !plan.Warnings.ContainsKey(metric) ? dialect.ShownAmount : "{0}", $"m{i}"))));

    private static string Shown(string template, string column) => $"{Dialect.Write(template, "answer." + column)} AS {column}";

    private string Display(Dimension dimension, int place)
    {
        if (dimension.IsTime) return $"CAST(parts.k{place} AS TIMESTAMP)";
        var value = $"parts.k{place}";
        if (dimension.IsCountryName)
        {
            var names = Countries.All.OrderBy(country => country.Key, StringComparer.Ordinal)
                .Select(country => $"WHEN '{country.Key}' THEN '{country.Value.Replace("'", "''", StringComparison.Ordinal)}'");
            value = $"CASE {value} {string.Join(" ", names)} ELSE {value} END";
        }

        return $"coalesce({value}, {parameters.Given(dimension.Absent)})";
    }

    private string Formula(Metric metric)
    {
        if (plan.Warnings.ContainsKey(metric)) return "NULL";
        return metric switch
        {
            Metric.Visitors or Metric.Visits or Metric.Pageviews or Metric.Events => $"CAST(coalesce(parts.{metric.Name()}, 0) AS BIGINT)",
            Metric.ViewsPerVisit => Ratio("parts.visit_pageviews", "parts.ended_visits", 1, decimals: 2),
            Metric.BounceRate => $"CAST({Ratio("parts.bounces", "parts.ended_visits", 100, decimals: 0)} AS BIGINT)",
            Metric.VisitDuration => $"CAST({Ratio("parts.duration", "parts.ended_visits", 0.000001m, decimals: 0)} AS BIGINT)",
            Metric.Bounces => "CAST(coalesce(parts.bounces, 0) AS BIGINT)",
            Metric.VisitTime => "CAST(round(CAST(coalesce(parts.duration, 0) AS DOUBLE) / 1000000, 0) AS BIGINT)",
            Metric.ScrollDepth => "CAST(round(parts.scroll_depth, 0) AS BIGINT)",
            Metric.TimeOnPage => "CAST(round(parts.time_on_page, 0) AS BIGINT)",
            Metric.Percentage or Metric.ConversionRate or Metric.GroupConversionRate =>
                Ratio("parts.visitors", $"by_{metric.Name()}.visitors", 100, decimals: 2),
            Metric.TotalRevenue => $"CAST({TotalRevenue()} AS DECIMAL(38, 3))",
            Metric.AverageRevenue => "CAST(parts.revenue AS DOUBLE) / nullif(parts.revenue_events, 0)",
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Give the new metric its formula."),
        };
    }

    /// <summary>Without sales zero where there is a currency, and nothing where a row's goal has none: as it is shown, so that rows are ordered by what is shown.</summary>
    private string TotalRevenue()
    {
        var goal = plan.Question.Dimensions.ToList().FindIndex(d => d.IsGoal);
        if (goal < 0) return "coalesce(parts.revenue, 0)";
        var sold = plan.GoalCurrencies.Where(pair => pair.Value is not null).Select(pair => pair.Key);
        return $"CASE WHEN parts.k{goal} IN ({parameters.AddAll(sold)}) THEN coalesce(parts.revenue, 0) END";
    }

    /// <summary>Zero where there is nothing to divide by. The quotient is taken first and scaled after, so that every engine rounds the same number.</summary>
    private static string Ratio(string dividend, string divisor, decimal scale, int decimals) => scale == 0.000001m
        ? $"coalesce(round(CAST({dividend} AS DOUBLE) / nullif({divisor}, 0) / 1000000, {Number(decimals)}), 0)"
        : $"coalesce(round(CAST({dividend} AS DOUBLE) * {Number((int)scale)} / nullif({divisor}, 0), {Number(decimals)}), 0)";

    private string OnlyRows()
    {
        if (plan.OnlyRows is null && !plan.OnlyToldRows) return "";
        var place = plan.Question.FirstPlaceBesideTime;
        if (plan.OnlyRows is null) return $" WHERE d{place} IN {Dialect.Write(dialect.Rows, parameters.Add(ToldRows))}";
        return plan.OnlyRows.Count == 0 ? " WHERE FALSE" : $" WHERE d{place} IN ({parameters.AddTexts(plan.OnlyRows)})";
    }

    private string OrderBy()
    {
        var terms = plan.Order.Select(term => $"answer.{(term.IsMetric ? "m" : "d")}{term.Index} {(term.Descending ? "DESC" : "ASC")} NULLS LAST").ToList();
        return terms.Count == 0 ? "" : $" ORDER BY {string.Join(", ", terms)}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
