using Footfall.Query.Parsing;
using Footfall.Query.Planning;

namespace Footfall.Query.Reports;

/// <summary>The events that a report looks at, and conditions on them, built from the same parts as those of other questions.</summary>
internal sealed class EventScans
{
    private readonly PredicateBuilder predicates;
    private readonly QuestionContext context;
    private readonly Scan every;

    /// <param name="everyFilter">All filters of the report: whether bots are looked at and which names count depends on what is asked for.</param>
    public EventScans(QuestionContext context, TimeRange range, IReadOnlyList<Filter> everyFilter)
    {
        this.context = context;
        var names = NamesIn(everyFilter);
        every = new Scan
        {
            Table = Table.Events,
            Project = context.Project.Number.Value,
            Range = range,
            People = context.Project.BotExceptions,
            WithBots = everyFilter.Any(filter => filter.AllConditions.Any(c => c.Dimension.IsBot)),
            WithoutNames = FilterTerms.Uncounted(names),
            ButNames = FilterTerms.Untold(names),
        };
        predicates = new PredicateBuilder(Table.Events, context.Goals, every with { WithoutNames = [], ButNames = [] });
    }

    public Predicate Where(params IEnumerable<Filter> filters) => predicates.Build(filters);

    /// <summary>
    /// One of several choices of events that are counted side by side: what another one asks for by name, such as scrolls, does not count here as well.
    /// </summary>
    /// <param name="filters">Of all choices.</param>
    /// <param name="choice">Null: any that counts.</param>
    public Predicate Counting(IReadOnlyList<Filter> filters, Filter? choice)
    {
        IReadOnlyList<Filter> own = choice is null ? [] : [choice];
        var names = NamesIn([.. filters, .. own]);
        var (without, but) = (FilterTerms.Uncounted(names), FilterTerms.Untold(names));
        if (without.Count == every.WithoutNames.Count && but.Count == every.ButNames.Count) return Where(own);
        var name = ColumnOf(Dimensions.Name);
        var counted = new Predicate.Not(new Predicate.OneOf(name, [.. without.Select(Value.Told)], OrAbsent: false, IgnoreCase: false));
        Predicate counts = but.Count == 0 ? counted : new Predicate.Any([counted, new Predicate.OneOf(name, but, OrAbsent: false, IgnoreCase: false)]);
        return Predicate.And([counts, Where(own)]);
    }

    public Column ColumnOf(Dimension dimension) => predicates.ColumnOf(dimension);

    /// <summary>To be asked for when all conditions and columns are built: only then is it known whether visits are needed.</summary>
    public Scan Of(Predicate where) => every with { Where = where, WithVisits = predicates.NeedsVisits };

    private IReadOnlyList<Value> NamesIn(IReadOnlyList<Filter> filters)
    {
        var goals = filters.SelectMany(filter => filter.AllConditions).Where(c => c.Dimension.IsGoal).SelectMany(c => GoalChoice.Named(c, context.Goals)).Distinct();
        return FilterTerms.AskedNames(filters, goals);
    }

    /// <summary>The first condition on a goal that the project does not have.</summary>
    public static QuestionError? UnknownGoal(IReadOnlyList<Filter> filters, QuestionContext context) => GoalChoice.Unknown(AsQuestion(filters), context.Goals);

    /// <summary>A question that has the filters and nothing else, for what looks at nothing else.</summary>
    public static Question AsQuestion(IReadOnlyList<Filter> filters) => new() { SiteId = "", Metrics = [], DateRange = new DateRangeSpec.All(), Filters = filters };
}
