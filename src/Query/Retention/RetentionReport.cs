using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Sql;

namespace Footfall.Query.Retention;

/// <summary>How many of those who came first in one period come again in later ones. <c>docs/metrics.md</c> has the definition.</summary>
internal sealed record RetentionReport : Report
{
    /// <summary>Periods that a table may have.</summary>
    private const int MostBuckets = 400;

    /// <summary>Which event makes a visitor one of a cohort; null: any that counts.</summary>
    public Filter? First { get; init; }

    /// <summary>Which event is a return; null: any that counts.</summary>
    public Filter? Returning { get; init; }

    public TimeUnit Interval { get; init; }

    /// <summary>In order.</summary>
    public required IReadOnlyList<Bracket> Brackets { get; init; }

    public override IReadOnlyList<Filter> AllFilters => [.. Filters, .. new[] { First, Returning }.OfType<Filter>()];

    public override (ReportPlan? Plan, QuestionError? Error) Plan(QuestionContext context)
    {
        if (context.Project.KnowsVisitorsForADay())
        {
            return (null, new QuestionError(
                "#",
                "This project's visitors have a new id each day, so that nobody can be seen to come again: retention would be numbers without a meaning.",
                "Ask in a project of the identity `identified`, or look at new visits over time instead."));
        }

        if (EventScans.UnknownGoal(AllFilters, context) is { } unknown) return (null, unknown);
        var timeZone = Zone.Find(context.Project.TimeZone);
        var range = DateRanges.Resolve(DateRange, timeZone, context.Now, context.FirstEvent);
        var zone = Zone.Between(timeZone, range.From, range.To);
        var buckets = new Buckets(Interval, range, zone);
        if (buckets.Keys().Count > MostBuckets) return (null, new QuestionError("#/interval", $"A retention report has at most {MostBuckets} periods.", "Ask by week or month, or for a shorter range."));
        return (new ReportPlan { Range = range, Zone = zone, Buckets = buckets, Tables = [Cohorts(context, range, buckets), Average(context, range, buckets)] }, null);
    }

    private ReportTable Cohorts(QuestionContext context, TimeRange range, Buckets buckets) => new(
        "cohorts",
        [new("cohort", ReportColumnKind.Time), new("size"), new("first_period"), new("last_period"), new("visitors"), new("share"), new("complete")],
        dialect => Sql(dialect, context, range, buckets).Cohorts());

    private ReportTable Average(QuestionContext context, TimeRange range, Buckets buckets) => new(
        "average", [new("first_period"), new("last_period"), new("cohorts"), new("visitors"), new("size"), new("share")], dialect => Sql(dialect, context, range, buckets).Average());

    private RetentionSql Sql(Dialect dialect, QuestionContext context, TimeRange range, Buckets buckets)
    {
        var scans = new EventScans(context, range, AllFilters);
        var (first, returning, where) = (Condition(scans, First), Condition(scans, Returning), scans.Where(Filters));
        return new RetentionSql(dialect, Brackets, buckets, scans.Of(where), first, returning, context.Now);
    }

    private Predicate Condition(EventScans scans, Filter? events) => scans.Counting(Filters, events);
}
