using Footfall.Events;
using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>Filters taken apart and put together before they become predicates.</summary>
internal static class FilterTerms
{
    /// <summary>The filters that all hold, with nested conjunctions flattened.</summary>
    public static IReadOnlyList<Filter> Flatten(IEnumerable<Filter> filters) =>
        [.. filters.SelectMany(filter => filter is Filter.And and ? Flatten(and.Parts) : [filter])];

    public static bool IsAboutEvents(this Filter filter) => filter.Conditions.Any(c => c.Dimension.Scope == DimensionScope.Event);

    /// <summary>
    /// What a conversion is measured against: the filters without those that are about goals and properties alone.
    /// </summary>
    public static IReadOnlyList<Filter> WithoutGoalsAndProperties(IEnumerable<Filter> filters) =>
        [.. Flatten(filters).Where(filter => !IsOnly(filter, d => d.IsGoal || d.Property is not null))];

    /// <summary>
    /// A hostname filter next to a visit dimension also binds the host that the visit landed on (for exit pages: the host that it left from), so that a
    /// source is not credited with visits that it sent to another host.
    /// </summary>
    public static IReadOnlyList<Filter> BindHosts(Question question)
    {
        var visitDimensions = question.Dimensions.Where(d => d.Scope == DimensionScope.Visit).ToList();
        if (visitDimensions.Count == 0) return question.Filters;
        var ofHosts = Flatten(question.Filters).Where(filter => IsOnly(filter, d => d.IsHostname)).ToList();
        var exits = visitDimensions.Count(d => d.VisitColumn is "exit_page" or "exit_hostname");
        var bound = new List<Filter>(question.Filters);
        if (exits < visitDimensions.Count) bound.AddRange(ofHosts.Select(f => Rename(f, d => d.IsHostname, Dimensions.EntryHostname)));
        if (exits > 0) bound.AddRange(ofHosts.Select(f => Rename(f, d => d.IsHostname, Dimensions.ExitHostname)));
        return bound;
    }

    /// <summary>The filter with some dimensions taken for another; what visitors have done stays what it was.</summary>
    public static Filter Rename(Filter filter, Func<Dimension, bool> from, Dimension to) => filter switch
    {
        Filter.And and => new Filter.And([.. and.Parts.Select(part => Rename(part, from, to))]),
        Filter.Or or => new Filter.Or([.. or.Parts.Select(part => Rename(part, from, to))]),
        Filter.Not not => new Filter.Not(Rename(not.Inner, from, to)),
        Filter.Condition condition when from(condition.Dimension) => condition with { Dimension = to },
        _ => filter,
    };

    /// <summary>The names of events that the filters ask for, be it through a goal.</summary>
    public static IReadOnlyList<Value> AskedNames(IEnumerable<Filter> filters, IEnumerable<AskedGoal> chosenGoals) =>
    [
        .. filters.SelectMany(f => f.Conditions)
            .Where(c => c is { Operator: FilterOperator.Is, Negated: false, Dimension.Name: "event:name" })
            .SelectMany(c => c.Values)
            .Concat(chosenGoals.Select(goal => goal.EventName).OfType<Value>()),
    ];

    /// <summary>The names that never count, without those that are asked for by name.</summary>
    public static IReadOnlyList<string> Uncounted(IReadOnlyList<Value> asked) =>
        [.. EventNames.NeverCounted.Where(name => !asked.Any(value => value.Text == name))];

    /// <summary>Those of which only the engine will know whether they are among the names that never count.</summary>
    public static IReadOnlyList<Value> Untold(IReadOnlyList<Value> asked) => [.. asked.Where(value => value.Text is null).Distinct()];

    private static bool IsOnly(Filter filter, Func<Dimension, bool> dimension)
    {
        var any = false;
        foreach (var condition in filter.AllConditions)
        {
            if (!dimension(condition.Dimension)) return false;
            any = true;
        }

        return any && !HasDone(filter);
    }

    private static bool HasDone(Filter filter) => filter switch
    {
        Filter.And and => and.Parts.Any(HasDone),
        Filter.Or or => or.Parts.Any(HasDone),
        Filter.Not not => HasDone(not.Inner),
        Filter.Done => true,
        _ => false,
    };
}
