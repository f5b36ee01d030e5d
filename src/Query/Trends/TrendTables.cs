using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Sql;

namespace Footfall.Query.Trends;

/// <summary>The tables of one trend report, and what each of them reads.</summary>
internal sealed class TrendTables(TrendReport trend, QuestionContext context, TimeRange range, Buckets buckets)
{
    private static readonly ReportColumn Time = new("time", ReportColumnKind.Time);

    public IEnumerable<ReportTable> All()
    {
        yield return Table("totals", Columns("series", "number", "events"), sql => sql.Totals());
        yield return Table("trend", [Time, .. Columns(["series", "number", "events", .. Smoothed()])], sql => sql.Trend());
        if (trend.Breakdown is null) yield break;
        yield return Table("breakdown", Columns("place", "value", "different", "series", "number", "events"), sql => sql.Breakdown());
        yield return Table("breakdown_trend", [Time, .. Columns(["place", "series", "number", "events", .. Smoothed()])], sql => sql.BreakdownTrend());
    }

    private string[] Smoothed() => trend.MovingAverage > 0 ? ["moving_average"] : [];

    private static List<ReportColumn> Columns(params string[] names) => [.. names.Select(name => new ReportColumn(name))];

    private ReportTable Table(string name, IReadOnlyList<ReportColumn> columns, Func<TrendSql, SqlStatement> write) => new(name, columns, dialect => write(Sql(dialect)));

    private TrendSql Sql(Dialect dialect)
    {
        var scans = new EventScans(context, range, trend.AllFilters);
        var series = trend.Series.Select(one => scans.Counting(trend.Filters, one.Events)).ToList();
        var properties = trend.Series.Select(one => one.Property is { } property ? scans.ColumnOf(property) : null).ToList();
        var filters = scans.Where(trend.Filters);
        var breakdown = trend.Breakdown is { } dimension ? scans.ColumnOf(dimension) : null;
        return new TrendSql(dialect, trend, buckets, scans.Of(filters), series, properties, breakdown);
    }
}
