using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Sql;

namespace Footfall.Query.Attribution;

/// <summary>What conversions, and the revenue that they bring, are owed to. <c>docs/metrics.md</c> has the definitions.</summary>
internal sealed record AttributionReport : Report
{
    /// <summary>Which events are conversions.</summary>
    public required Filter Goal { get; init; }

    /// <summary>What of a touch gets the credit.</summary>
    public required Dimension By { get; init; }

    /// <summary>How long before a conversion a touch of the same visitor may be; null: only touches of the conversion's own visit count.</summary>
    public int? LookbackDays { get; init; }

    /// <summary>Values that are told by name; the rest of them is one.</summary>
    public int Values { get; init; }

    /// <summary>Null: currencies are kept apart.</summary>
    public RateTable? Rates { get; init; }

    public override IReadOnlyList<Filter> AllFilters => [.. Filters, Goal];

    public override (ReportPlan? Plan, QuestionError? Error) Plan(QuestionContext context)
    {
        if (LookbackDays is not null && context.Project.KnowsVisitorsForADay()) return (null, NobodyComesBack);
        if (EventScans.UnknownGoal(AllFilters, context) is { } unknown) return (null, unknown);
        var timeZone = Zone.Find(context.Project.TimeZone);
        var range = DateRanges.Resolve(DateRange, timeZone, context.Now, context.FirstEvent);
        var plan = new ReportPlan
        {
            Range = range,
            Zone = Zone.Between(timeZone, range.From, range.To),
            Tables =
            [
                Table("totals", ["conversions", "visitors", "credited"], context, range, sql => sql.Totals()),
                Table("credit", ["place", "value", "different", "first", "last", "linear"], context, range, sql => sql.Credit()),
                Table("revenue", ["place", "currency", "first", "last", "linear"], context, range, sql => sql.Revenue()),
            ],
            Conclusions = [.. Conclusions()],
        };
        return (plan, null);
    }

    private static QuestionError NobodyComesBack => new(
        "#/within",
        "Visitors of this project have a new id each day: what a person did on another day is not known to be theirs, so that no credit can be given across visits.",
        "Ask within \"visit\", or keep a project with the mode identified for those who consent.");

    private IEnumerable<ReportConclusion> Conclusions()
    {
        if (Rates is null) yield break;
        yield return new ReportConclusion("converted", ConvertedRevenue.Columns, tables => ConvertedRevenue.Of(tables[2], Rates));
        yield return new ReportConclusion("not_converted", ConvertedRevenue.LeftColumns, tables => ConvertedRevenue.LeftOut(tables[2], Rates));
    }

    private ReportTable Table(string name, string[] columns, QuestionContext context, TimeRange range, Func<AttributionSql, SqlStatement> write) =>
        new(name, [.. columns.Select(column => new ReportColumn(column))], dialect => write(Sql(dialect, context, range)));

    private AttributionSql Sql(Dialect dialect, QuestionContext context, TimeRange range)
    {
        // Touches are looked at whatever they are: filters choose among conversions.
        var earlier = LookbackDays is { } days ? range with { From = range.From.AddDays(-days) } : range;
        var (converting, touching) = (new EventScans(context, range, AllFilters), new EventScans(context, earlier, AllFilters));
        var goals = converting.Where([.. Filters, Goal]);
        var pages = touching.Where(ReportBody.Pageview("#/by"));
        var touched = new TouchSql(dialect, By, touching.Of(pages), touching.Of(Predicate.Always));
        return new AttributionSql(dialect, this, converting.Of(goals), touched);
    }
}
