using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>
/// Splits a question into passes. Where nothing in it is about single events, people are counted from visits, of which there are far fewer; the quality of
/// visits always comes from visits; pageviews, events, revenue and engagement from events.
/// </summary>
internal sealed class PartBuilder(Question question, QuestionContext context, IReadOnlyList<AskedGoal> chosenGoals, TimeRange range, Buckets? buckets, Value? currency)
{
    private readonly IReadOnlyList<Filter> filters = FilterTerms.BindHosts(question);
    private readonly bool withBots = question.Concerns(d => d.IsBot);

    public IReadOnlyList<Part> Build(IReadOnlyList<Metric> metrics)
    {
        var measures = metrics.SelectMany(MeasuresOf).Distinct().ToList();
        var people = measures.Where(m => m is Measure.Visitors or Measure.Visits).ToList();
        var ofEvents = measures.Where(m => m is Measure.Pageviews or Measure.Events or Measure.Revenue or Measure.RevenueEvents).ToList();
        var ofVisits = measures.Where(m => m is Measure.Bounces or Measure.Duration or Measure.VisitPageviews or Measure.EndedVisits).ToList();
        var ofEngagement = measures.Where(m => m is Measure.ScrollDepth or Measure.TimeOnPage).ToList();
        var eventLevel = IsAboutEvents(question.Dimensions, filters);

        var parts = new List<Part>();
        if (eventLevel)
        {
            if (people.Count + ofEvents.Count > 0) parts.Add(OfEvents(PartKind.Events, [.. people, .. ofEvents], question.Dimensions, filters));
            if (ofVisits.Count > 0) parts.Add(OfVisits(PartKind.EndedVisits, ofVisits, question.Dimensions, filters));
        }
        else
        {
            if (buckets is null && people.Count + ofVisits.Count > 0) parts.Add(OfVisits(PartKind.EndedVisits, [.. people, .. ofVisits], question.Dimensions, filters));
            if (buckets is not null && people.Count > 0) parts.Add(OfVisits(PartKind.ActiveVisits, people, question.Dimensions, filters));
            if (buckets is not null && ofVisits.Count > 0) parts.Add(OfVisits(PartKind.EndedVisits, ofVisits, question.Dimensions, filters));
            if (ofEvents.Count > 0) parts.Add(OfEvents(PartKind.Events, ofEvents, question.Dimensions, filters));
        }

        if (ofEngagement.Count > 0) parts.Add(OfEvents(PartKind.Engagement, ofEngagement, question.Dimensions, filters));
        var rowsFromEvents = eventLevel && parts.Any(p => p.Kind == PartKind.Events);
        return [.. parts.Select(part => part with { MakesRows = !rowsFromEvents || part.Kind == PartKind.Events })];
    }

    public IReadOnlyDictionary<Metric, Divisor> Divisors(IReadOnlyList<Metric> metrics)
    {
        var divisors = new Dictionary<Metric, Divisor>();
        var others = FilterTerms.WithoutGoalsAndProperties(filters);
        foreach (var metric in metrics)
        {
            var divisor = metric switch
            {
                Metric.Percentage => new Divisor(OfPeople([], filters), []),
                Metric.ConversionRate => new Divisor(OfPeople([], others), []),
                Metric.GroupConversionRate => ByGroup(others),
                _ => null,
            };
            if (divisor is not null) divisors[metric] = divisor;
        }

        return divisors;
    }

    private Divisor ByGroup(IReadOnlyList<Filter> others)
    {
        var places = Enumerable.Range(0, question.Dimensions.Count).Where(i => !question.Dimensions[i].IsGoal).ToList();
        return new Divisor(OfPeople([.. places.Select(i => question.Dimensions[i])], others), places);
    }

    private Part OfPeople(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Filter> where) => IsAboutEvents(dimensions, where)
        ? OfEvents(PartKind.Events, [Measure.Visitors], dimensions, where)
        : OfVisits(PartKind.ActiveVisits, [Measure.Visitors], dimensions, where);

    private Part OfEvents(PartKind kind, IReadOnlyList<Measure> measures, IReadOnlyList<Dimension> dimensions, IReadOnlyList<Filter> where)
    {
        var predicates = new PredicateBuilder(Table.Events, context.Goals, EventsOfRange());
        var keys = dimensions.Select(d => KeyOf(d, predicates)).ToList();
        var predicate = Predicate.And([predicates.Build(where), .. Pages(dimensions, predicates)]);
        return new Part
        {
            Kind = kind,
            Measures = measures,
            Keys = keys,
            Currency = currency,
            Scan = EventsOfRange() with
            {
                Where = predicate,
                WithVisits = predicates.NeedsVisits,
                WithoutNames = kind == PartKind.Engagement ? [] : FilterTerms.Uncounted(AskedNames(dimensions, where)),
                ButNames = kind == PartKind.Engagement ? [] : FilterTerms.Untold(AskedNames(dimensions, where)),
            },
        };
    }

    private Part OfVisits(PartKind kind, IReadOnlyList<Measure> measures, IReadOnlyList<Dimension> dimensions, IReadOnlyList<Filter> where)
    {
        var ofPages = dimensions.Any(d => d.IsPage);
        dimensions = [.. dimensions.Select(d => d.IsPage ? Dimensions.EntryPage : d)];
        var terms = FilterTerms.Flatten(ofPages ? where.Select(f => FilterTerms.Rename(f, d => d.IsPage, Dimensions.EntryPage)) : where);
        var predicates = new PredicateBuilder(Table.Visits, context.Goals, EventsOfRange());
        var conditions = new List<Predicate>([predicates.Build(terms.Where(t => !t.IsAboutEvents())), .. Pages(dimensions, predicates)]);
        var aboutEvents = terms.Where(t => t.IsAboutEvents()).ToList();
        if (aboutEvents.Count > 0) conditions.Add(new Predicate.VisitIn(OfEvents(PartKind.Events, [], [], aboutEvents).Scan));
        return new Part
        {
            Kind = kind,
            Measures = measures,
            Keys = [.. dimensions.Select(d => KeyOf(d, predicates))],
            Scan = new Scan { Table = Table.Visits, Project = context.Project.Number.Value, Range = range, WithBots = withBots, People = context.Project.BotExceptions, Where = Predicate.And(conditions) },
        };
    }

    /// <summary>Events that tell of no page and visits that saw none are on none of the rows of pages.</summary>
    private static IEnumerable<Predicate> Pages(IEnumerable<Dimension> dimensions, PredicateBuilder predicates) =>
        dimensions.Where(d => d.LeavesOutAbsent).Select(d => new Predicate.Present(predicates.ColumnOf(d)));

    private Scan EventsOfRange() => new() { Table = Table.Events, Project = context.Project.Number.Value, Range = range, WithBots = withBots, People = context.Project.BotExceptions };

    private IReadOnlyList<Value> AskedNames(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Filter> where)
    {
        var namesGoals = dimensions.Any(d => d.IsGoal) || where.SelectMany(f => f.Conditions).Any(c => c.Dimension.IsGoal);
        return FilterTerms.AskedNames(where, namesGoals ? chosenGoals : []);
    }

    private Key KeyOf(Dimension dimension, PredicateBuilder predicates)
    {
        if (dimension.IsTime) return new Key.OfTime(buckets!);
        if (dimension.IsGoal) return new Key.OfGoal([.. chosenGoals.Select(goal => (goal, GoalChoice.Reached(goal)))]);
        return new Key.OfColumn(predicates.ColumnOf(dimension));
    }

    private static bool IsAboutEvents(IEnumerable<Dimension> dimensions, IEnumerable<Filter> where) =>
        dimensions.Any(d => d.Scope == DimensionScope.Event) || where.Any(f => f.IsAboutEvents());

    private static Measure[] MeasuresOf(Metric metric) => metric switch
    {
        Metric.Visitors or Metric.Percentage or Metric.ConversionRate or Metric.GroupConversionRate => [Measure.Visitors],
        Metric.Visits => [Measure.Visits],
        Metric.Pageviews => [Measure.Pageviews],
        Metric.Events => [Measure.Events],
        Metric.AverageRevenue or Metric.TotalRevenue => [Measure.Revenue, Measure.RevenueEvents],
        Metric.ViewsPerVisit => [Measure.EndedVisits, Measure.VisitPageviews],
        Metric.BounceRate => [Measure.EndedVisits, Measure.Bounces],
        Metric.VisitDuration => [Measure.EndedVisits, Measure.Duration],
        Metric.Bounces => [Measure.Bounces],
        Metric.VisitTime => [Measure.Duration],
        Metric.ScrollDepth => [Measure.ScrollDepth],
        Metric.TimeOnPage => [Measure.TimeOnPage],
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Give the new metric its measures."),
    };
}
