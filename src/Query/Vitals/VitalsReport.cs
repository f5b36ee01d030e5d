using System.Globalization;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Sql;

namespace Footfall.Query.Vitals;

/// <summary>How fast and how steady pages felt. <c>docs/metrics.md</c> has the definitions.</summary>
internal sealed record VitalsReport : Report
{
    private const int MostIntervals = 2000;

    private static readonly Filter Measured = new Filter.Condition(
        FilterOperator.Is, Negated: false, Dimensions.Name, [Value.Told(EventNames.WebVitals)], CaseSensitive: true, "#");

    public required Dimension By { get; init; }

    /// <summary>Values that are told by name; the rest of them is one.</summary>
    public int Values { get; init; }

    /// <summary>Null: nothing is told over time.</summary>
    public TimeUnit? Interval { get; init; }

    public override IReadOnlyList<Filter> AllFilters => [.. Filters, Measured];

    public override (ReportPlan? Plan, QuestionError? Error) Plan(QuestionContext context)
    {
        if (EventScans.UnknownGoal(AllFilters, context) is { } unknown) return (null, unknown);
        var timeZone = Zone.Find(context.Project.TimeZone);
        var range = DateRanges.Resolve(DateRange, timeZone, context.Now, context.FirstEvent);
        var zone = Zone.Between(timeZone, range.From, range.To);
        if (Interval is { } asked && range.Length / Lengths[asked] > MostIntervals)
            return (null, new QuestionError("#/interval", string.Create(CultureInfo.InvariantCulture, $"Over time at most {MostIntervals} intervals are told."), "Ask by a longer interval, or for a shorter range."));
        var buckets = Interval is { } unit ? new Buckets(unit, range, zone) : null;
        string[] told = ["vital", "samples", "p75", "rating", "good", "needs_improvement", "poor"];
        var tables = new List<ReportTable>
        {
            Table("totals", Columns(told), context, range, buckets, sql => sql.Totals()),
            Table("breakdown", Columns(["place", "value", "different", .. told]), context, range, buckets, sql => sql.Breakdown()),
        };
        if (buckets is not null)
            tables.Add(Table("trend", [new ReportColumn("time", ReportColumnKind.Time), .. Columns("vital", "samples", "p75")], context, range, buckets, sql => sql.Trend()));
        return (new ReportPlan { Range = range, Zone = zone, Buckets = buckets, Tables = tables }, null);
    }

    private static Dictionary<TimeUnit, TimeSpan> Lengths { get; } = new()
    {
        [TimeUnit.Hour] = TimeSpan.FromHours(1),
        [TimeUnit.Day] = TimeSpan.FromDays(1),
        [TimeUnit.Week] = TimeSpan.FromDays(7),
        [TimeUnit.Month] = TimeSpan.FromDays(28),
    };

    private static List<ReportColumn> Columns(params string[] names) => [.. names.Select(name => new ReportColumn(name))];

    private ReportTable Table(string name, IReadOnlyList<ReportColumn> columns, QuestionContext context, TimeRange range, Buckets? buckets, Func<VitalsSql, SqlStatement> write) => new(name, columns, dialect =>
    {
        var scans = new EventScans(context, range, AllFilters);
        var (where, by) = (scans.Where(AllFilters), scans.ColumnOf(By));
        return write(new VitalsSql(dialect, this, scans.Of(where), by, buckets));
    });
}
