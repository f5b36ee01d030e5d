namespace Footfall.Query.Parsing;

/// <summary>Which events and visits a question is about. A closed family.</summary>
internal abstract record Filter
{
    private Filter()
    {
    }

    /// <summary>All conditions at the leaves, those within <see cref="Done"/> left out: they are about the visitor.</summary>
    public IEnumerable<Condition> Conditions => this switch
    {
        And and => and.Parts.SelectMany(part => part.Conditions),
        Or or => or.Parts.SelectMany(part => part.Conditions),
        Not not => not.Inner.Conditions,
        Condition condition => [condition],
        _ => [],
    };

    /// <summary>As <see cref="Conditions"/>, with those within <see cref="Done"/>.</summary>
    public IEnumerable<Condition> AllConditions => this switch
    {
        And and => and.Parts.SelectMany(part => part.AllConditions),
        Or or => or.Parts.SelectMany(part => part.AllConditions),
        Not not => not.Inner.AllConditions,
        Done done => done.Inner.AllConditions,
        Condition condition => [condition],
        _ => [],
    };

    public sealed record And(IReadOnlyList<Filter> Parts) : Filter;

    public sealed record Or(IReadOnlyList<Filter> Parts) : Filter;

    public sealed record Not(Filter Inner) : Filter;

    /// <summary>True of visitors of whom, within the range, some event satisfies the inner filter.</summary>
    public sealed record Done(Filter Inner) : Filter;

    /// <param name="Path">Where it stands in the question, such as <c>#/filters/0</c>.</param>
    public sealed record Condition(FilterOperator Operator, bool Negated, Dimension Dimension, IReadOnlyList<Value> Values, bool CaseSensitive, string Path) : Filter;
}
