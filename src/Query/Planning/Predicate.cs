using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>A condition on a row. Two-valued: where a value is absent the answer is false, and its negation true. A closed family.</summary>
internal abstract record Predicate
{
    private Predicate()
    {
    }

    public static Predicate Always { get; } = new All([]);

    public static Predicate Never { get; } = new Any([]);

    public static Predicate And(IEnumerable<Predicate> parts)
    {
        var list = parts.Where(part => part is not All { Parts.Count: 0 }).ToList();
        return list.Count == 1 ? list[0] : new All(list);
    }

    public sealed record All(IReadOnlyList<Predicate> Parts) : Predicate;

    public sealed record Any(IReadOnlyList<Predicate> Parts) : Predicate;

    public sealed record Not(Predicate Inner) : Predicate;

    /// <summary>The value is one of these, or absent where that is wanted too.</summary>
    public sealed record OneOf(Column Column, IReadOnlyList<Value> Values, bool OrAbsent, bool IgnoreCase) : Predicate;

    public sealed record Contains(Column Column, IReadOnlyList<Value> Values, bool IgnoreCase) : Predicate;

    /// <summary>The value begins like one of these, case and all.</summary>
    public sealed record StartsWith(Column Column, IReadOnlyList<Value> Beginnings) : Predicate;

    /// <summary>Some part of the value matches one of the patterns, in RE2's syntax.</summary>
    public sealed record Matches(Column Column, IReadOnlyList<Value> Patterns) : Predicate;

    public sealed record Present(Column Column) : Predicate;

    /// <summary>The value is the code of a country whose name, a column of <see cref="Table.Countries"/>, is such.</summary>
    public sealed record OfCountry(Column Column, Predicate Named) : Predicate;

    /// <summary>The row's visitor has an event in the scan.</summary>
    public sealed record VisitorIn(Scan Scan) : Predicate;

    /// <summary>The row's visit has an event in the scan.</summary>
    public sealed record VisitIn(Scan Scan) : Predicate;
}
