using System.Text.RegularExpressions;
using Footfall.Events;
using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>Gives filters their meaning as conditions on rows of one table.</summary>
/// <param name="done">The events of the range among which <c>has_done</c> looks, without a condition yet.</param>
internal sealed class PredicateBuilder(Table table, IReadOnlyList<Goal> goals, Scan done)
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
        var named = inner.Conditions.Where(c => c.Dimension.IsGoal).SelectMany(c => GoalChoice.Named(c, goals));
        return done with { Where = within.Build(inner), WithoutNames = FilterTerms.UncountedNames([inner], named) };
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
                return new Predicate.Matches(column, condition.Values, ignoreCase);
            case FilterOperator.MatchesWildcard:
                return new Predicate.Any([.. condition.Values.Select(value => Wildcard.Of(column, value, ignoreCase))]);
            default:
                var absent = condition.Dimension.Absent;
                var patterns = condition.Dimension.TakesWildcards ? condition.Values.Where(Wildcard.IsPattern).ToList() : [];
                var values = condition.Values.Where(v => v != absent).Except(patterns).ToList();
                var exact = new Predicate.OneOf(column, values, condition.Values.Contains(absent), ignoreCase);
                return patterns.Count == 0
                    ? exact
                    : new Predicate.Any([exact, .. patterns.Select(pattern => Wildcard.Of(column, pattern, ignoreCase))]);
        }
    }

    /// <summary>Countries are stored by code; whoever asks by name is understood here, so that no engine needs the names to filter.</summary>
    private static Predicate.OneOf OfCountryNames(Filter.Condition condition, Column column)
    {
        var comparison = condition.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var codes = Countries.All.Where(country => condition.Values.Any(value => condition.Operator switch
        {
            FilterOperator.Is => country.Value.Equals(value, comparison),
            FilterOperator.Contains => country.Value.Contains(value, comparison),
            FilterOperator.MatchesWildcard => Matches(country.Value, Wildcard.ToRegex(value), comparison),
            _ => Matches(country.Value, value, comparison),
        })).Select(country => country.Key).ToList();
        return new Predicate.OneOf(column, codes, condition.Operator == FilterOperator.Is && condition.Values.Contains(condition.Dimension.Absent), IgnoreCase: false);
    }

    private static bool Matches(string name, string pattern, StringComparison comparison)
    {
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (comparison == StringComparison.Ordinal ? RegexOptions.None : RegexOptions.IgnoreCase);
        try
        {
            return Regex.IsMatch(name, pattern, options, TimeSpan.FromSeconds(1));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return false; // The pattern is RE2's and was checked as such; the few constructs that .NET lacks match no country.
        }
    }
}
