using System.Globalization;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Sql;

namespace Footfall.Query.Retention;

/// <summary>Writes the statements of a retention report. Periods are numbered by their place in the range, since a first or last one may be cut.</summary>
internal sealed class RetentionSql(Dialect dialect, IReadOnlyList<Bracket> brackets, Buckets buckets, Scan scan, Predicate first, Predicate returning, DateTime now)
{
    private readonly Parameters parameters = new(dialect);
    private readonly IReadOnlyList<DateTime> keys = buckets.Keys();

    /// <summary>Cohort, its size, the bracket's first and last period, visitors who returned in it, their share, and 1 where all of the bracket was seen, 0 where it still runs or the range cuts it.</summary>
    public SqlStatement Cohorts()
    {
        var cells = Cells();
        var time = Dialect.Write(dialect.ShownTime, "CAST(periods.k AS TIMESTAMP)");
        return Statement($"{cells} SELECT {time} AS cohort, size, lo AS first_period, hi AS last_period, visitors, {Share("visitors", "size")} AS share, complete"
            + " FROM cells JOIN periods ON periods.i = cells.c ORDER BY cells.c, lo");
    }

    /// <summary>The bracket's periods, over how many cohorts of whom it is over, their visitors who returned, their size, the share.</summary>
    public SqlStatement Average() => Statement(
        $"{Cells()} SELECT lo AS first_period, hi AS last_period, count(*) AS cohorts, CAST(sum(visitors) AS BIGINT) AS visitors, CAST(sum(size) AS BIGINT) AS size, {Share("sum(visitors)", "sum(size)")} AS share"
        + " FROM cells WHERE complete = 1 GROUP BY lo, hi ORDER BY lo");

    private string Cells()
    {
        var predicates = new PredicateSql(dialect, parameters);
        var (isFirst, isReturn) = (predicates.Write(first, Table.Events), predicates.Write(returning, Table.Events));
        var key = new BucketSql(dialect, buckets).Key("e.time");
        var acts = $"SELECT e.visitor AS who, {key} AS k, max(CASE WHEN {isFirst} THEN 1 ELSE 0 END) AS f, max(CASE WHEN {isReturn} THEN 1 ELSE 0 END) AS r"
            + $" {new ScanSql(parameters, predicates).Write(scan)} AND e.visitor IS NOT NULL AND ({isFirst} OR {isReturn}) GROUP BY who, k";
        var periods = string.Join(", ", keys.Select((k, i) => $"({Dialect.WriteDate(DateOnly.FromDateTime(k))}, {Number(i)})"));
        var asked = string.Join(", ", brackets.Select(b => $"({Number(b.First)}, {(b.Last is { } last ? Number(last) : "CAST(NULL AS INTEGER)")})"));
        var seen = keys.Count(IsSeen);
        return $"WITH acts AS ({acts}), periods(k, i) AS (VALUES {periods}), brackets(lo, hi) AS (VALUES {asked}),"
            + " numbered AS (SELECT acts.who AS who, periods.i AS i, f, r FROM acts JOIN periods ON periods.k = acts.k),"
            + " members AS (SELECT who, min(i) AS c FROM numbered WHERE f = 1 GROUP BY who),"
            + " sizes AS (SELECT c, count(*) AS size FROM members GROUP BY c),"
            + " returns AS (SELECT members.c AS c, brackets.lo AS lo, count(DISTINCT members.who) AS visitors FROM members JOIN numbered ON numbered.who = members.who AND numbered.r = 1"
            + " JOIN brackets ON numbered.i - members.c >= brackets.lo AND (brackets.hi IS NULL OR numbered.i - members.c <= brackets.hi) GROUP BY members.c, brackets.lo),"
            + $" cells AS (SELECT sizes.c AS c, size, brackets.lo AS lo, brackets.hi AS hi, coalesce(visitors, 0) AS visitors, CASE WHEN sizes.c + coalesce(brackets.hi, {Number(keys.Count - 1)} - sizes.c) < {Number(seen)} THEN 1 ELSE 0 END AS complete"
            + $" FROM sizes JOIN brackets ON sizes.c + brackets.lo < {Number(keys.Count)} LEFT JOIN returns ON returns.c = sizes.c AND returns.lo = brackets.lo)";
    }

    /// <summary>True of the period that begins with a key if all of it lies within the range and behind us.</summary>
    private bool IsSeen(DateTime key)
    {
        var day = DateOnly.FromDateTime(key);
        var end = buckets.Zone.StartOf(buckets.Unit switch
        {
            TimeUnit.Day => day.AddDays(1),
            TimeUnit.Week => day.AddDays(7 - ((int)day.DayOfWeek + 6) % 7),
            _ => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
        });
        return end <= now && end <= buckets.Range.To;
    }

    private static string Share(string part, string whole) => $"coalesce(round(CAST({part} AS DOUBLE) * 100 / nullif({whole}, 0), 2), 0)";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private SqlStatement Statement(string text) => parameters.Statement(text);
}
