using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Sql;

namespace Footfall.Query.Props;

/// <summary>Which events there are, and which props they carry. <c>docs/metrics.md</c> has the definitions.</summary>
internal sealed record PropsReport : Report
{
    /// <summary>Whose props are told; null: of every event that counts.</summary>
    public Filter? Events { get; init; }

    /// <summary>The most of each table.</summary>
    public int Rows { get; init; }

    public override IReadOnlyList<Filter> AllFilters => Events is null ? Filters : [.. Filters, Events];

    public override (ReportPlan? Plan, QuestionError? Error) Plan(QuestionContext context)
    {
        if (EventScans.UnknownGoal(AllFilters, context) is { } unknown) return (null, unknown);
        var timeZone = Zone.Find(context.Project.TimeZone);
        var range = DateRanges.Resolve(DateRange, timeZone, context.Now, context.FirstEvent);
        var tables = new List<ReportTable>
        {
            Table("events", ["event", "events", "visitors"], Filters, context, range, sql => sql.Events()),
            Table("props", ["prop", "events", "visitors", "different", "numbers"], AllFilters, context, range, sql => sql.Props()),
        };
        return (new ReportPlan { Range = range, Zone = Zone.Between(timeZone, range.From, range.To), Tables = tables }, null);
    }

    private ReportTable Table(string name, string[] columns, IReadOnlyList<Filter> filters, QuestionContext context, TimeRange range, Func<PropsSql, SqlStatement> write) =>
        new(name, [.. columns.Select(column => new ReportColumn(column))], dialect =>
        {
            var scans = new EventScans(context, range, filters);
            var where = scans.Where(filters);
            return write(new PropsSql(dialect, scans.Of(where), Rows));
        });
}
