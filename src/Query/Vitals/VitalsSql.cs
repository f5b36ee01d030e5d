using System.Globalization;
using Footfall.Query.Planning;
using Footfall.Query.Sql;

namespace Footfall.Query.Vitals;

/// <summary>
/// Writes the statements of a report of web vitals. <c>looked</c> has a row a page load with what it measured, <c>x1</c>, <c>x2</c>, … in the order of
/// <see cref="Vital.All"/>; a load that did not get as far as a measure has none of it.
/// </summary>
internal sealed class VitalsSql
{
    /// <summary>A day in milliseconds: what is above, or below nought, no browser measured.</summary>
    private const string Most = "86400000";

    private readonly Dialect dialect;
    private readonly VitalsReport vitals;
    private readonly Scan scan;
    private readonly Column by;
    private readonly Buckets? buckets;
    private readonly Parameters parameters;
    private readonly PredicateSql predicates;

    public VitalsSql(Dialect dialect, VitalsReport vitals, Scan scan, Column by, Buckets? buckets)
    {
        (this.dialect, this.vitals, this.scan, this.by, this.buckets) = (dialect, vitals, scan, by, buckets);
        parameters = new Parameters(dialect);
        predicates = new PredicateSql(dialect, parameters);
    }

    private static IEnumerable<(int Number, Vital Vital)> Numbered => Vital.All.Select((vital, i) => (i + 1, vital));

    private static string Shown => $"(VALUES {string.Join(", ", Numbered.Select(v => $"({Whole(v.Number)}, '{v.Vital.Name}')"))}) AS s(number, vital)";

    private string Others => Whole(vitals.Values + 1);

    /// <summary>Vital, loads that measured it, their 75th percentile, what that is rated, and how many loads were good, between and poor.</summary>
    public SqlStatement Totals() => parameters.Statement(
        $"WITH looked AS ({Looked("")}), summed AS (SELECT {Aggregates()} FROM looked), {Cells("summed", "")} SELECT {Told("")} FROM cells ORDER BY number");

    /// <summary>Place, value (absent for all others together), for how many values it stands, and the same as of the totals.</summary>
    public SqlStatement Breakdown() => parameters.Statement(
        $"WITH looked AS ({Looked($", coalesce({predicates.Write(by)}, {parameters.Given(vitals.By.Absent)}) AS value")}),"
        + $" ranked AS (SELECT value, least(row_number() OVER (ORDER BY count(*) DESC, value), {Others}) AS place FROM looked GROUP BY value),"
        + $" summed AS (SELECT r.place AS place, min(l.value) AS value, count(DISTINCT l.value) AS different, {Aggregates()} FROM looked AS l JOIN ranked AS r ON r.value = l.value GROUP BY r.place),"
        + $" {Cells("summed", "place, value, different, ")} SELECT {Told($"place, CASE WHEN place < {Others} THEN value END AS value, different, ")} FROM cells WHERE samples > 0 ORDER BY place, number");

    /// <summary>Interval, vital, loads that measured it and their 75th percentile; nothing of intervals without any.</summary>
    public SqlStatement Trend() => parameters.Statement(
        $"WITH looked AS ({Looked($", {new BucketSql(dialect, buckets!).Key("e.time")} AS k")}), summed AS (SELECT k, {Aggregates()} FROM looked GROUP BY k), {Cells("summed", "k, ")}"
        + $" SELECT {Dialect.Write(dialect.ShownTime, "CAST(k AS TIMESTAMP)")} AS time, vital, samples, {P75} AS p75 FROM cells WHERE samples > 0 ORDER BY k, number");

    private string Looked(string further)
    {
        var measured = Numbered.Select(v =>
        {
            var number = Dialect.Write(dialect.Number, Dialect.Write(dialect.Property, "e.props", parameters.Given(v.Vital.Prop)));
            return $"CASE WHEN {number} BETWEEN 0 AND {Most} THEN {number} END AS x{Whole(v.Number)}";
        });
        return $"SELECT {string.Join(", ", measured)}{further} {new ScanSql(parameters, predicates).Write(scan)}";
    }

    private string Aggregates() => string.Join(", ", Numbered.Select(v =>
    {
        var (x, n) = ($"x{Whole(v.Number)}", Whole(v.Number));
        return $"count({x}) AS n{n}, {Dialect.Write(dialect.Quantile, $"CAST({x} AS DOUBLE)", "0.75")} AS q{n},"
            + $" count(CASE WHEN {x} <= {v.Vital.Good} THEN 1 END) AS g{n}, count(CASE WHEN {x} > {v.Vital.Poor} THEN 1 END) AS b{n}";
    }));

    /// <summary>A row a vital of each row of sums.</summary>
    private static string Cells(string sums, string keys)
    {
        string Each(string letter) => $"CASE s.number {string.Join(" ", Numbered.Select(v => $"WHEN {Whole(v.Number)} THEN {letter}{Whole(v.Number)}"))} END";
        var limits = string.Concat(Numbered.Select(v => $" WHEN {Whole(v.Number)} THEN CASE WHEN q{Whole(v.Number)} <= {v.Vital.Good} THEN 'good' WHEN q{Whole(v.Number)} > {v.Vital.Poor} THEN 'poor' ELSE 'needs_improvement' END"));
        return $"cells AS (SELECT {keys}s.number AS number, s.vital AS vital, {Each("n")} AS samples, {Each("q")} AS quantile, {Each("g")} AS good, {Each("b")} AS poor, CASE s.number{limits} END AS rated FROM {sums} CROSS JOIN {Shown})";
    }

    private const string P75 = "round(quantile, 3)";

    private static string Told(string keys) =>
        $"{keys}vital, samples, {P75} AS p75, CASE WHEN samples > 0 THEN rated END AS rating, good, samples - good - poor AS needs_improvement, poor";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
