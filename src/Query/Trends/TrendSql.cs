using Footfall.Query.Planning;
using Footfall.Query.Sql;

namespace Footfall.Query.Trends;

/// <summary>
/// Writes the statements of a trend report. All series are read in one pass over the events; of a breakdown's values those that most of the first series
/// are at are numbered, and all others together get the next number before anything is counted, so that a visitor of two of them is one.
/// </summary>
internal sealed class TrendSql
{
    private readonly Dialect dialect;
    private readonly TrendReport trend;
    private readonly Buckets buckets;
    private readonly Scan scan;
    private readonly IReadOnlyList<Predicate> series;
    private readonly IReadOnlyList<Column?> properties;
    private readonly Column? breakdown;
    private readonly Parameters parameters;
    private readonly PredicateSql predicates;
    private readonly SeriesSql told;

    /// <param name="scan">Every event that is looked at, whether of a series or not.</param>
    public TrendSql(Dialect dialect, TrendReport trend, Buckets buckets, Scan scan, IReadOnlyList<Predicate> series, IReadOnlyList<Column?> properties, Column? breakdown)
    {
        (this.dialect, this.trend, this.buckets, this.scan, this.series, this.properties, this.breakdown) = (dialect, trend, buckets, scan, series, properties, breakdown);
        parameters = new Parameters(dialect);
        predicates = new PredicateSql(dialect, parameters);
        told = new SeriesSql(dialect, trend);
    }

    private string Others => SeriesSql.Whole(trend.Values + 1);

    /// <summary>Series, its number over the whole range, the events that this is made of.</summary>
    public SqlStatement Totals() => Statement(
        $"WITH looked AS ({Looked(byTime: false, byValue: false)}), summed AS (SELECT {told.Aggregates()} FROM looked)"
        + $" SELECT s.series AS series, {told.Number()} AS number, {told.Events()} AS events FROM summed CROSS JOIN {told.Shown} ORDER BY s.series");

    /// <summary>Interval, series, number, events, and the moving average where one is asked for; a row for every interval and series.</summary>
    public SqlStatement Trend() => Statement(
        $"WITH looked AS ({Looked(byTime: true, byValue: false)}), summed AS (SELECT k, {told.Aggregates()} FROM looked GROUP BY k), {Periods()},"
        + $" cells AS (SELECT periods.i AS i, periods.k AS k, s.series AS series, {told.Number()} AS number, {told.Events()} AS events"
        + $" FROM periods CROSS JOIN {told.Shown} LEFT JOIN summed ON summed.k = periods.k)"
        + $" SELECT {Time()} AS time, series, number, events{Smoothed("series")} ORDER BY i, series");

    /// <summary>Place, value (absent for all others together), for how many values it stands, series, number, events.</summary>
    public SqlStatement Breakdown() => Statement(
        $"WITH looked AS ({Looked(byTime: false, byValue: true)}), {Placed()},"
        + $" summed AS (SELECT place, min(value) AS value, count(DISTINCT value) AS different, {told.Aggregates()} FROM placed GROUP BY place)"
        + $" SELECT place, CASE WHEN place < {Others} THEN value END AS value, different, s.series AS series, {told.Number()} AS number, {told.Events()} AS events"
        + $" FROM summed CROSS JOIN {told.Shown} ORDER BY place, s.series");

    /// <summary>Interval, place, series, number, events, and the moving average where one is asked for.</summary>
    public SqlStatement BreakdownTrend() => Statement(
        $"WITH looked AS ({Looked(byTime: true, byValue: true)}), {Placed()}, summed AS (SELECT k, place, {told.Aggregates()} FROM placed GROUP BY k, place), {Periods()},"
        + $" places AS (SELECT DISTINCT place FROM ranked),"
        + $" cells AS (SELECT periods.i AS i, periods.k AS k, places.place AS place, s.series AS series, {told.Number()} AS number, {told.Events()} AS events"
        + $" FROM periods CROSS JOIN places CROSS JOIN {told.Shown} LEFT JOIN summed ON summed.k = periods.k AND summed.place = places.place)"
        + $" SELECT {Time()} AS time, place, series, number, events{Smoothed("place, series")} ORDER BY i, place, series");

    /// <summary>A row an event of any series.</summary>
    private string Looked(bool byTime, bool byValue)
    {
        var conditions = series.Select(condition => predicates.Write(condition, Table.Events)).ToList();
        var columns = new List<string> { "e.visitor AS who" };
        columns.AddRange(conditions.Select((condition, i) => $"{condition} AS s{SeriesSql.Whole(i + 1)}"));
        for (var i = 0; i < properties.Count; i++)
        {
            if (properties[i] is { } property) columns.Add($"CASE WHEN {conditions[i]} THEN {told.Measured(trend.Series[i], predicates.Write(property))} END AS x{SeriesSql.Whole(i + 1)}");
        }

        if (byTime) columns.Add($"{new BucketSql(dialect, buckets).Key("e.time")} AS k");
        if (byValue) columns.Add($"coalesce({predicates.Write(breakdown!)}, {parameters.Given(trend.Breakdown!.Absent)}) AS value");
        return $"SELECT {string.Join(", ", columns)} {new ScanSql(parameters, predicates).Write(scan)} AND ({string.Join(" OR ", conditions)})";
    }

    private string Placed() =>
        $"valued AS (SELECT value, {told.Rank()} AS rank_by, count(*) AS n FROM looked GROUP BY value),"
        + $" ranked AS (SELECT value, least(row_number() OVER (ORDER BY rank_by DESC, n DESC, value), {Others}) AS place FROM valued),"
        + " placed AS (SELECT looked.*, ranked.place AS place FROM looked JOIN ranked ON ranked.value = looked.value)";

    private string Periods()
    {
        var rows = buckets.Keys().Select((key, i) => $"({(buckets.IsOfDays ? Dialect.WriteDate(DateOnly.FromDateTime(key)) : dialect.WriteInstant(key))}, {SeriesSql.Whole(i)})");
        return $"periods(k, i) AS (VALUES {string.Join(", ", rows)})";
    }

    private string Time() => Dialect.Write(dialect.ShownTime, "CAST(k AS TIMESTAMP)");

    private string Smoothed(string lines) => trend.MovingAverage == 0
        ? " FROM cells"
        : $", {told.MovingAverage("w")} AS moving_average FROM cells WINDOW w AS (PARTITION BY {lines} ORDER BY i {told.Frame})";

    private SqlStatement Statement(string text) => parameters.Statement(text);
}
