using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Sql;

namespace Footfall.Query.Experiments;

/// <summary>How the variants of an experiment do by a goal. <c>docs/metrics.md</c> has the counts, <c>docs/experiments.md</c> what is concluded from them.</summary>
internal sealed record ExperimentReport : Report
{
    /// <summary>Which events show that a visitor was given a variant.</summary>
    public required Filter Exposure { get; init; }

    /// <summary>Where those events have the variant.</summary>
    public required Dimension Variant { get; init; }

    public required Filter Goal { get; init; }

    /// <summary>Null: only who reached the goal is told.</summary>
    public ExperimentValue? Value { get; init; }

    /// <summary>With which variant the others are compared; null: the first by name.</summary>
    public string? Control { get; init; }

    /// <summary>How frequent the variants are meant to be; null: equally.</summary>
    public IReadOnlyDictionary<string, double>? Weights { get; init; }

    public override IReadOnlyList<Filter> AllFilters => [.. Filters, Exposure, Goal];

    public override (ReportPlan? Plan, QuestionError? Error) Plan(QuestionContext context)
    {
        if (EventScans.UnknownGoal(AllFilters, context) is { } unknown) return (null, unknown);
        var timeZone = Zone.Find(context.Project.TimeZone);
        var range = DateRanges.Resolve(DateRange, timeZone, context.Now, context.FirstEvent);
        var plan = new ReportPlan
        {
            Range = range,
            Zone = Zone.Between(timeZone, range.From, range.To),
            Tables =
            [
                Table("variants", ["variant", "visitors", "conversions", "value_mean", "value_variance"], context, range, sql => sql.Variants()),
                Table("exposed", ["visitors", "several_variants", "further_variants"], context, range, sql => sql.Exposed()),
            ],
            Conclusions = [.. Conclusions()],
            Notes = context.Project.KnowsVisitorsForADay() ? [ReportNotes.VisitorsOfADay] : [],
        };
        return (plan, null);
    }

    private IEnumerable<ReportConclusion> Conclusions()
    {
        yield return new ReportConclusion("conversion", ExperimentResults.Columns, tables => ExperimentResults.Of([.. Counted(tables).Select(variant => variant.Rate)], Control));
        if (Value is not null)
            yield return new ReportConclusion("value", ExperimentResults.Columns, tables => ExperimentResults.Of([.. Counted(tables).Select(variant => variant.Value)], Control));
        yield return new ReportConclusion("sample_ratio", ExperimentResults.RatioColumns, tables => ExperimentResults.RatioOf(Counted(tables), Weights));
    }

    private static List<ExperimentVariant> Counted(IReadOnlyList<IReadOnlyList<object?[]>> tables) => [.. tables[0].Select(ExperimentVariant.Of)];

    private ReportTable Table(string name, string[] columns, QuestionContext context, TimeRange range, Func<ExperimentSql, SqlStatement> write) =>
        new(name, [.. columns.Select(column => new ReportColumn(column))], dialect => write(Sql(dialect, context, range)));

    private ExperimentSql Sql(Dialect dialect, QuestionContext context, TimeRange range)
    {
        var scans = new EventScans(context, range, AllFilters);
        var (exposure, goal, where, variant) = (scans.Where(Exposure), scans.Where(Goal), scans.Where(Filters), scans.ColumnOf(Variant));
        var property = Value?.Property is { } named ? scans.ColumnOf(named) : null;
        return new ExperimentSql(dialect, scans.Of(where), exposure, variant, goal, property, Value?.Currency);
    }
}
