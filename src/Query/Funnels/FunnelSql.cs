using System.Globalization;
using Footfall.Query.Planning;
using Footfall.Query.Sql;

namespace Footfall.Query.Funnels;

/// <summary>
/// Writes a funnel's statements. Each event of the first step begins an attempt, which takes the earliest event that can be the next step, and so on; of the
/// attempts of one visitor the one that went furthest counts, of those the first. A step of an attempt is found by joining it with the nearest later
/// event of that step, which engines do in one merge of two sorted inputs.
/// </summary>
internal sealed class FunnelSql
{
    private const int MostValues = 25;
    private const int MostInstead = 25;

    private readonly Dialect dialect;
    private readonly Funnel funnel;
    private readonly IReadOnlyList<Predicate> steps;
    private readonly Scan scan;
    private readonly Column? breakdown;
    private readonly Parameters parameters;
    private readonly PredicateSql predicates;

    /// <param name="scan">Every event that is looked at, whether a step or not.</param>
    public FunnelSql(Dialect dialect, Funnel funnel, IReadOnlyList<Predicate> steps, Scan scan, Column? breakdown)
    {
        (this.dialect, this.funnel, this.steps, this.scan, this.breakdown) = (dialect, funnel, steps, scan, breakdown);
        parameters = new Parameters(dialect);
        predicates = new PredicateSql(dialect, parameters);
    }

    /// <summary>Step, visitors who reached it, their share of those who entered and of those of the step before, those who went no further, and the times since the step before.</summary>
    public SqlStatement Steps()
    {
        var sums = string.Join(", ", Numbers().Select(k => k == 1
            ? "count(*) AS c1"
            : $"count(n{k}) AS c{k}, {Quantile(k, "0.5")} AS median{k}, {Quantile(k, "0.9")} AS p90{k}"));
        var rows = string.Join(" UNION ALL ", Numbers().Select(k => k == 1
            ? $"SELECT 1 AS step, c1 AS visitors, {Share("c1", "c1")} AS conversion_rate, {Share("c1", "c1")} AS step_rate, c1 - c2 AS dropped, NULL AS median_seconds, NULL AS p90_seconds FROM totals"
            : $"SELECT {k}, c{k}, {Share($"c{k}", "c1")}, {Share($"c{k}", $"c{k - 1}")}, {(k == steps.Count ? "0" : $"c{k} - c{k + 1}")}, median{k}, p90{k} FROM totals"));
        return Statement($"{Best()}, totals AS (SELECT {sums} FROM best) SELECT * FROM ({rows}) AS steps ORDER BY step");
    }

    /// <summary>Value, step, visitors, their share of those of the value who entered; the values that most entered with.</summary>
    public SqlStatement Breakdown()
    {
        var sums = string.Join(", ", Numbers().Select(k => $"count(n{k}) AS c{k}"));
        var rows = string.Join(" UNION ALL ", Numbers().Select(k => $"SELECT value, {k} AS step, c{k} AS visitors, {Share($"c{k}", "c1")} AS conversion_rate, c1 FROM by_value"));
        return Statement($"{Best()}, by_value AS (SELECT value, {sums} FROM best GROUP BY value ORDER BY c1 DESC, value LIMIT {MostValues})"
            + $" SELECT value, step, visitors, conversion_rate FROM ({rows}) AS breakdown ORDER BY c1 DESC, value, step");
    }

    /// <summary>Bucket of the first step, visitors who entered, visitors who came to the last step, their share.</summary>
    public SqlStatement Trend(Buckets buckets)
    {
        var key = new BucketSql(dialect, buckets).Key("best.t1");
        var time = Dialect.Write(dialect.ShownTime, "CAST(key AS TIMESTAMP)");
        return Statement($"{Best()}, by_time AS (SELECT {key} AS key, count(*) AS entered, count(n{steps.Count}) AS converted FROM best GROUP BY key)"
            + $" SELECT {time} AS time, entered, converted, {Share("converted", "entered")} AS conversion_rate FROM by_time ORDER BY key");
    }

    /// <summary>
    /// Event, page and visitors: the first thing that those who came to the explored step and no further did after it, within the window. Event and page are
    /// absent for those who did nothing more.
    /// </summary>
    public SqlStatement Instead()
    {
        var k = funnel.Explored;
        var who = Who("e");
        var after = $"e.who = best.who AND (e.moment > best.t{k} OR e.moment = best.t{k} AND e.id > best.i{k})";
        var within = funnel.Window.IsVisit ? "" : $" AND e.moment <= {WindowEnd("best.t1")}";
        var every = $"SELECT {who} AS who, e.time AS moment, e.id AS id, e.name AS name, e.path AS path {new ScanSql(parameters, predicates).Write(scan)} AND {who} IS NOT NULL";
        return Statement($"{Best()}, dropped AS (SELECT * FROM best WHERE n{k} IS NOT NULL AND n{k + 1} IS NULL), every AS ({every}),"
            + $" first_after AS (SELECT best.who AS who, e.name AS name, e.path AS path FROM dropped AS best LEFT JOIN every AS e ON {after}{within}"
            + " QUALIFY row_number() OVER (PARTITION BY best.who ORDER BY e.moment, e.id) = 1)"
            + $" SELECT name AS event, path AS page, count(*) AS visitors FROM first_after GROUP BY name, path ORDER BY visitors DESC, event NULLS FIRST, page LIMIT {MostInstead}");
    }

    private IEnumerable<int> Numbers() => Enumerable.Range(1, steps.Count);

    /// <summary>One row a visitor: when each step of the attempt that counts came (<c>t1</c>, …), and its place among the visitor's events (<c>n1</c>, …), NULL where it did not.</summary>
    private string Best()
    {
        var conditions = steps.Select(step => predicates.Write(step, Table.Events)).ToList();
        var who = Who("e");
        var columns = new List<string> { $"{who} AS who", "e.time AS moment", "e.id AS id", $"row_number() OVER (PARTITION BY {who} ORDER BY e.time, e.id) AS n" };
        columns.AddRange(conditions.Select((condition, i) => $"{condition} AS s{i + 1}"));
        if (breakdown is not null) columns.Add($"coalesce({predicates.Write(breakdown)}, {parameters.Given(funnel.Breakdown!.Absent)}) AS value");
        // Where other events may come between, those that are no step need not be numbered.
        var onlySteps = funnel.Strict ? "" : $" AND ({string.Join(" OR ", conditions)})";
        var with = $"WITH counted AS (SELECT {string.Join(", ", columns)} {new ScanSql(parameters, predicates).Write(scan)} AND {who} IS NOT NULL{onlySteps}),"
            + $" a1 AS (SELECT who, n AS n1, moment AS t1, id AS i1{(breakdown is null ? "" : ", value")} FROM counted WHERE s1)";
        foreach (var k in Numbers().Skip(1)) with += $", a{k} AS ({NextStep(k)})";
        return $"{with}, best AS (SELECT * FROM a{steps.Count} QUALIFY row_number() OVER (PARTITION BY who ORDER BY {Depth()} DESC, n1) = 1)";
    }

    private string NextStep(int k)
    {
        var join = funnel.Strict ? $"LEFT JOIN step AS s ON s.who = a.who AND s.n = a.n{k - 1} + 1" : $"ASOF LEFT JOIN step AS s ON s.who = a.who AND s.n > a.n{k - 1}";
        var intime = funnel.Window.IsVisit ? "TRUE" : $"s.moment <= {WindowEnd("a.t1")}";
        return $"WITH step AS (SELECT who, n, moment, id FROM counted WHERE s{k})"
            + $" SELECT a.*, CASE WHEN {intime} THEN s.n END AS n{k}, CASE WHEN {intime} THEN s.moment END AS t{k}, CASE WHEN {intime} THEN s.id END AS i{k} FROM a{k - 1} AS a {join}";
    }

    private string Depth() => string.Join(" + ", Numbers().Skip(1).Select(k => $"(CASE WHEN n{k} IS NULL THEN 0 ELSE 1 END)"));

    private string Who(string alias) => funnel.Window.IsVisit ? $"{alias}.visit" : $"{alias}.visitor";

    private string WindowEnd(string start) => Dialect.Write(dialect.Shift, start, ((long)funnel.Window.Length!.Value.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    private string Quantile(int k, string share) =>
        $"round({Dialect.Write(dialect.Quantile, $"({Microseconds($"t{k}")} - {Microseconds($"t{k - 1}")}) / 1000000", share)}, 1)";

    private string Microseconds(string instant) => Dialect.Write(dialect.Microseconds, instant);

    private static string Share(string part, string whole) => $"coalesce(round(CAST({part} AS DOUBLE) * 100 / nullif({whole}, 0), 2), 0)";

    private SqlStatement Statement(string text) => parameters.Statement(text);
}
