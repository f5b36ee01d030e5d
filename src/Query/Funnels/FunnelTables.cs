using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Sql;

namespace Footfall.Query.Funnels;

/// <summary>The tables of one funnel, and what each of them reads.</summary>
internal sealed class FunnelTables(Funnel funnel, QuestionContext context, TimeRange range, Buckets? buckets)
{
    public IEnumerable<ReportTable> All()
    {
        yield return Table("steps", ["step", "visitors", "conversion_rate", "step_rate", "dropped", "median_seconds", "p90_seconds"], sql => sql.Steps());
        if (funnel.Breakdown is not null) yield return Table("breakdown", ["value", "step", "visitors", "conversion_rate"], sql => sql.Breakdown());
        if (buckets is not null)
            yield return new ReportTable("trend", [new("time", ReportColumnKind.Time), new("entered"), new("converted"), new("conversion_rate")], dialect => Sql(dialect).Trend(buckets));
        if (funnel.Explored > 0) yield return Table("instead", ["event", "page", "visitors"], sql => sql.Instead());
    }

    private ReportTable Table(string name, string[] columns, Func<FunnelSql, SqlStatement> write) =>
        new(name, [.. columns.Select(column => new ReportColumn(column))], dialect => write(Sql(dialect)));

    private FunnelSql Sql(Dialect dialect)
    {
        var scans = new EventScans(context, range, funnel.AllFilters);
        var steps = funnel.Steps.Select(step => scans.Where(step)).ToList();
        var filters = scans.Where(funnel.Filters);
        var breakdown = funnel.Breakdown is { } dimension ? scans.ColumnOf(dimension) : null;
        return new FunnelSql(dialect, funnel, steps, scans.Of(filters), breakdown);
    }
}
