using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Sql;

namespace Footfall.Query.Journeys;

/// <summary>Which ways visits take, step by step. <c>docs/metrics.md</c> has the definition.</summary>
internal sealed record JourneyReport : Report
{
    /// <summary>Which event is the first step, or with <see cref="Backwards"/> the last one; null: the visit's own first or last.</summary>
    public Filter? Anchor { get; init; }

    /// <summary>Steps are counted from the end.</summary>
    public bool Backwards { get; init; }

    /// <summary>Steps are pageviews, and what the journey begins with; otherwise every event that counts.</summary>
    public bool OfPages { get; init; }

    public int Steps { get; init; }

    /// <summary>Places of a step that are told by name; the rest of them is one place.</summary>
    public int Places { get; init; }

    /// <summary>What the steps of a journey must be to be counted, in order; null: anything.</summary>
    public required IReadOnlyList<Filter?> Walked { get; init; }

    public override IReadOnlyList<Filter> AllFilters => [.. Filters, .. Walked.Prepend(Anchor).OfType<Filter>()];

    public override (ReportPlan? Plan, QuestionError? Error) Plan(QuestionContext context)
    {
        if (EventScans.UnknownGoal(AllFilters, context) is { } unknown) return (null, unknown);
        var timeZone = Zone.Find(context.Project.TimeZone);
        var range = DateRanges.Resolve(DateRange, timeZone, context.Now, context.FirstEvent);
        return (new ReportPlan { Range = range, Zone = Zone.Between(timeZone, range.From, range.To), Tables = [Named(context, range), Links(context, range)] }, null);
    }

    private ReportTable Named(QuestionContext context, TimeRange range) => new(
        "places",
        [new("step"), new("place"), new("event"), new("page"), new("visits"), new("ended"), new("different")],
        dialect => Sql(dialect, context, range).Places());

    private ReportTable Links(QuestionContext context, TimeRange range) => new(
        "links",
        [new("step"), new("from_place"), new("to_place"), new("visits"), new("median_seconds")],
        dialect => Sql(dialect, context, range).Links());

    private JourneySql Sql(Dialect dialect, QuestionContext context, TimeRange range)
    {
        var scans = new EventScans(context, range, AllFilters);
        var anchor = Anchor is null ? null : scans.Where(Anchor);
        var walked = Walked.Select(step => step is null ? null : scans.Where(step)).ToList();
        var where = scans.Where(OfPages ? [.. Filters, PagesAndAnchor()] : Filters);
        return new JourneySql(dialect, this, scans.Of(where), anchor, walked);
    }

    /// <summary>What a journey begins with is a step of it, whatever the other steps are.</summary>
    private Filter PagesAndAnchor()
    {
        var pages = ReportBody.Pageview("#/by");
        return Anchor is null ? pages : new Filter.Or([pages, Anchor]);
    }
}
