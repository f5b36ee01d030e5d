using System.Globalization;
using Footfall.Query.Sql;

namespace Footfall.Query.Trends;

/// <summary>
/// Writes what is told of each series, over rows that say by <c>s1</c>, <c>s2</c>, … which series an event is in and by <c>x1</c>, <c>x2</c>, … what is measured
/// of it. Numbers are decimals until they are summed up, so that a sum is the same in whichever order the engine takes them.
/// </summary>
internal sealed class SeriesSql(Dialect dialect, TrendReport trend)
{
    private const int Digits = 4;

    /// <summary>The columns <c>a1</c>, <c>c1</c>, …: the number of each series, and how many events it is made of.</summary>
    public string Aggregates() => string.Join(", ", Numbers().Select(i => $"{NumberOf(i)} AS a{i}, {EventsOf(i)} AS c{i}"));

    /// <summary>What the values of a breakdown are ordered by.</summary>
    public string Rank() => trend.Series[0] is { Property: null } ? NumberOf(1) : EventsOf(1);

    /// <summary>The numbers of all series, the ratio's included, as a table to pair rows of aggregates with.</summary>
    public string Shown => $"(VALUES {string.Join(", ", Enumerable.Range(1, trend.SeriesShown).Select(i => $"({Whole(i)})"))}) AS s(series)";

    /// <summary>The number of the series of a row, of aggregates that may be absent.</summary>
    public string Number()
    {
        var cases = Numbers().Select(i => $"WHEN {Whole(i)} THEN {Known(i)}").ToList();
        if (trend.WithRatio) cases.Add($"WHEN 3 THEN {Known(1)} / nullif({Known(2)}, 0)");
        return $"round(CASE s.series {string.Join(" ", cases)} END, {Whole(Digits)})";
    }

    /// <summary>The events that the number of a row is made of; absent for a ratio.</summary>
    public string Events()
    {
        var cases = string.Join(" ", Numbers().Select(i => $"WHEN {Whole(i)} THEN coalesce(c{i}, 0)"));
        return $"CAST(CASE s.series {cases} END AS BIGINT)";
    }

    /// <summary>The mean of what numbers there are in the intervals up to a row's, none before there are enough intervals.</summary>
    /// <param name="window">Its name; its frame is <see cref="Frame"/>.</param>
    public string MovingAverage(string window) =>
        $"CASE WHEN i >= {Whole(trend.MovingAverage - 1)} THEN round(CAST(sum(CAST(number AS DECIMAL(34, {Whole(Digits)}))) OVER {window} AS DOUBLE) / nullif(count(number) OVER {window}, 0), {Whole(Digits)}) END";

    public string Frame => $"ROWS BETWEEN {Whole(trend.MovingAverage - 1)} PRECEDING AND CURRENT ROW";

    /// <summary>What is measured of an event: a number, or 1 and 0 for yes and no; NULL where the prop says neither.</summary>
    public string Measured(TrendSeries series, string property) => series.Measure == TrendMeasure.Share
        ? $"CASE WHEN {Dialect.Write(dialect.Lower, property)} IN ('true', 'yes', '1') THEN 1 WHEN {Dialect.Write(dialect.Lower, property)} IN ('false', 'no', '0') THEN 0 END"
        : Dialect.Write(dialect.Number, property);

    public IEnumerable<int> Numbers() => Enumerable.Range(1, trend.Series.Count);

    public static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string NumberOf(int i) => trend.Series[i - 1].Measure switch
    {
        TrendMeasure.Total => $"CAST({EventsOf(i)} AS DOUBLE)",
        TrendMeasure.Visitors => $"CAST(count(DISTINCT CASE WHEN s{i} THEN who END) AS DOUBLE)",
        TrendMeasure.Sum => $"CAST(sum(x{i}) AS DOUBLE)",
        TrendMeasure.Average => $"CAST(sum(x{i}) AS DOUBLE) / nullif(count(x{i}), 0)",
        TrendMeasure.Share => $"CAST(sum(x{i}) AS DOUBLE) * 100 / nullif(count(x{i}), 0)",
        TrendMeasure.Median => Quantile(i, "0.5"),
        TrendMeasure.P90 => Quantile(i, "0.9"),
        TrendMeasure.P95 => Quantile(i, "0.95"),
        TrendMeasure.P99 => Quantile(i, "0.99"),
        var other => throw new InvalidOperationException($"Say how {other} is counted."),
    };

    private string EventsOf(int i) => trend.Series[i - 1].Property is null ? $"count(CASE WHEN s{i} THEN 1 END)" : $"count(x{i})";

    private string Quantile(int i, string share) => Dialect.Write(dialect.Quantile, $"CAST(x{i} AS DOUBLE)", share);

    private string Known(int i) => trend.Series[i - 1].IsNoughtWithoutEvents ? $"coalesce(a{i}, 0)" : $"a{i}";
}
