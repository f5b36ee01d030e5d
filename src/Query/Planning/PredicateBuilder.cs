using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>Gives filters their meaning as conditions on rows of one table.</summary>
/// <param name="done">The events of the range among which <c>has_done</c> looks, without a condition yet.</param>
internal sealed class PredicateBuilder(Table table, IReadOnlyList<AskedGoal> goals, Scan done)
{
    /// <summary>True once a condition was built that needs the visit of an event.</summary>
    public bool NeedsVisits { get; private set; }

    public Predicate Build(IEnumerable<Filter> filters) => Predicate.And(filters.Select(Build));

    public Column ColumnOf(Dimension dimension)
    {
        var alsoAbsent = dimension.Absent == Dimension.NoProperty && !dimension.IsBot ? dimension.Absent : null;
        if (table == Table.Visits)
            return new Column(Table.Visits, dimension.VisitColumn ?? throw new InvalidOperationException($"A visit has no {dimension}."), AlsoAbsent: alsoAbsent);
        if (dimension.EventColumn is { } column) return new Column(Table.Events, column, dimension.Property, alsoAbsent);
        NeedsVisits = true;
        return new Column(Table.Visits, dimension.VisitColumn ?? throw new InvalidOperationException($"{dimension} is no column."), AlsoAbsent: alsoAbsent);
    }

    private Predicate Build(Filter filter) => filter switch
    {
        Filter.And and => Predicate.And(and.Parts.Select(Build)),
        Filter.Or or => new Predicate.Any([.. or.Parts.Select(Build)]),
        Filter.Not not => new Predicate.Not(Build(not.Inner)),
        Filter.Done behaviour => new Predicate.VisitorIn(Behaviour(behaviour.Inner)),
        Filter.Condition condition => Of(condition),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "Give the new filter a predicate."),
    };

    private Scan Behaviour(Filter inner)
    {
        var within = new PredicateBuilder(Table.Events, goals, done);
        var asked = FilterTerms.AskedNames([inner], inner.Conditions.Where(c => c.Dimension.IsGoal).SelectMany(c => GoalChoice.Named(c, goals)));
        return done with { Where = within.Build(inner), WithoutNames = FilterTerms.Uncounted(asked), ButNames = FilterTerms.Untold(asked) };
    }

    private Predicate Of(Filter.Condition condition)
    {
        var dimension = condition.Dimension;
        if (dimension.IsGoal) return new Predicate.Any([.. GoalChoice.Named(condition, goals).Select(GoalChoice.Reached)]);
        var column = ColumnOf(dimension);
        var holds = dimension.IsCountryName ? OfCountryNames(condition, column) : OfValues(condition, column);
        if (!condition.Negated) return holds;
        // An unknown property cannot be said not to contain something; of other dimensions absence is a value like any other.
        return dimension.Property is not null && condition.Operator != FilterOperator.Is
            ? new Predicate.All([new Predicate.Present(column), new Predicate.Not(holds)])
            : new Predicate.Not(holds);
    }

    private static Predicate OfValues(Filter.Condition condition, Column column)
    {
        var ignoreCase = !condition.CaseSensitive;
        switch (condition.Operator)
        {
            case FilterOperator.Contains:
                return new Predicate.Contains(column, condition.Values, ignoreCase);
            case FilterOperator.Matches:
                return new Predicate.Matches(column, ignoreCase ? [.. condition.Values.Select(Wildcard.AnyCase)] : condition.Values);
            case FilterOperator.MatchesWildcard:
                return new Predicate.Any([.. condition.Values.Select(value => Wildcard.Of(column, value, ignoreCase))]);
            default:
                var absent = condition.Dimension.Absent;
                var patterns = condition.Dimension.TakesWildcards ? condition.Values.Where(Wildcard.IsPattern).ToList() : [];
                var values = condition.Values.Where(v => v.Text != absent).Except(patterns).ToList();
                var exact = new Predicate.OneOf(column, values, condition.Values.Any(v => v.Text == absent), ignoreCase);
                return patterns.Count == 0
                    ? exact
                    : new Predicate.Any([exact, .. patterns.Select(pattern => Wildcard.Of(column, pattern, ignoreCase))]);
        }
    }

    /// <summary>Countries are stored by code, and asked for by name.</summary>
    private static Predicate OfCountryNames(Filter.Condition condition, Column column)
    {
        var absent = condition.Operator == FilterOperator.Is && condition.Values.Any(value => value.Text == condition.Dimension.Absent);
        var names = condition.Values.Where(value => value.Text != condition.Dimension.Absent).ToList();
        var named = new Predicate.OfCountry(column, OfValues(condition with { Values = names }, new Column(Table.Countries, "name")));
        return absent ? new Predicate.Any([new Predicate.OneOf(column, [], OrAbsent: true, IgnoreCase: false), named]) : named;
    }
}
