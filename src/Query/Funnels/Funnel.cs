using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;

namespace Footfall.Query.Funnels;

/// <summary>How many went how far through a row of steps. <c>docs/metrics.md</c> has the definition.</summary>
internal sealed record Funnel : Report
{
    /// <summary>Which events are each step.</summary>
    public required IReadOnlyList<Filter> Steps { get; init; }

    /// <summary>No other event that counts may come between two steps.</summary>
    public bool Strict { get; init; }

    public FunnelWindow Window { get; init; }

    /// <summary>Of the event of the first step.</summary>
    public Dimension? Breakdown { get; init; }

    /// <summary>Null: no table over time.</summary>
    public TimeUnit? Interval { get; init; }

    /// <summary>The step after which it is told what people did instead, from 1; 0: none.</summary>
    public int Explored { get; init; }

    public override IReadOnlyList<Filter> AllFilters => [.. Filters, .. Steps];

    public override (ReportPlan? Plan, QuestionError? Error) Plan(QuestionContext context)
    {
        if (EventScans.UnknownGoal(AllFilters, context) is { } unknown) return (null, unknown);
        var timeZone = Zone.Find(context.Project.TimeZone);
        var range = DateRanges.Resolve(DateRange, timeZone, context.Now, context.FirstEvent);
        var zone = Zone.Between(timeZone, range.From, range.To);
        if (Interval == TimeUnit.Hour && range.Length.TotalDays > QuestionLimits.DaysByHour)
            return (null, new QuestionError("#/interval", "An interval of an hour needs a date_range of at most ten years.", "Ask by day, or for a shorter range."));
        var buckets = Interval is { } unit ? new Buckets(unit, range, zone) : null;
        return (new ReportPlan { Range = range, Zone = zone, Buckets = buckets, Tables = [.. new FunnelTables(this, context, range, buckets).All()], Notes = [.. NotesOf(context.Project)] }, null);
    }

    private IEnumerable<string> NotesOf(Project project)
    {
        if (!Window.IsVisit && Window.Length > TimeSpan.FromDays(1) && project.KnowsVisitorsForADay()) yield return ReportNotes.VisitorsOfADay;
    }
}
