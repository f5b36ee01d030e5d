using System.Globalization;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;

namespace Footfall.Query.Trends;

/// <summary>How numbers of events go over time. <c>docs/metrics.md</c> has the definitions.</summary>
internal sealed record TrendReport : Report
{
    /// <summary>Rows that a table over time may have.</summary>
    private const int MostRows = 20_000;

    private static readonly TimeUnit[] ByLength = [TimeUnit.Hour, TimeUnit.Day, TimeUnit.Week, TimeUnit.Month];

    public required IReadOnlyList<TrendSeries> Series { get; init; }

    /// <summary>A further series: the first of two over the second.</summary>
    public bool WithRatio { get; init; }

    /// <summary>Null: by the length of the range.</summary>
    public TimeUnit? Interval { get; init; }

    public Dimension? Breakdown { get; init; }

    /// <summary>Values of the breakdown that are told by name; the rest of them is one.</summary>
    public int Values { get; init; }

    /// <summary>Over how many intervals; 0: none.</summary>
    public int MovingAverage { get; init; }

    public override IReadOnlyList<Filter> AllFilters => [.. Filters, .. Series.Select(series => series.Events).OfType<Filter>()];

    /// <summary>The ratio's included.</summary>
    public int SeriesShown => Series.Count + (WithRatio ? 1 : 0);

    public override (ReportPlan? Plan, QuestionError? Error) Plan(QuestionContext context)
    {
        if (EventScans.UnknownGoal(AllFilters, context) is { } unknown) return (null, unknown);
        var timeZone = Zone.Find(context.Project.TimeZone);
        var range = DateRanges.Resolve(DateRange, timeZone, context.Now, context.FirstEvent);
        var zone = Zone.Between(timeZone, range.From, range.To);
        var unit = Interval ?? Buckets.Choose(range);
        if (TooManyRows(unit, range) is { } error) return (null, error);
        var buckets = new Buckets(unit, range, zone);
        return (new ReportPlan { Range = range, Zone = zone, Buckets = buckets, Tables = [.. new TrendTables(this, context, range, buckets).All()], Notes = [.. NotesOf(context.Project, range, zone)] }, null);
    }

    private QuestionError? TooManyRows(TimeUnit unit, TimeRange range)
    {
        var lines = SeriesShown * (Breakdown is null ? 1 : Values + 1);
        var length = unit switch { TimeUnit.Hour => TimeSpan.FromHours(1), TimeUnit.Day => TimeSpan.FromDays(1), TimeUnit.Week => TimeSpan.FromDays(7), _ => TimeSpan.FromDays(28) };
        if (range.Length / length * lines <= MostRows) return null;
        var longer = ByLength.SkipWhile(other => other <= unit).Select(other => other.ToString().ToLowerInvariant()).ToList();
        return new QuestionError(
            "#/interval",
            string.Create(CultureInfo.InvariantCulture, $"A trend has at most {MostRows} points, that is {MostRows / lines} intervals for {lines} lines."),
            longer.Count == 0 ? "Ask for a shorter range, or for fewer series or values." : $"Ask by {string.Join(" or ", longer)}, for a shorter range, or for fewer series or values.");
    }

    private IEnumerable<string> NotesOf(Project project, TimeRange range, Zone zone)
    {
        var manyDays = zone.LocalDate(range.From) != zone.LocalDate(range.To.AddTicks(-1));
        if (manyDays && Series.Any(series => series.CountsVisitors) && project.KnowsVisitorsForADay()) yield return ReportNotes.VisitorsOfADay;
    }
}
