using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>One grouped pass over a table. The parts of a plan are brought together by their keys.</summary>
internal sealed record Part
{
    public required PartKind Kind { get; init; }

    public required Scan Scan { get; init; }

    public required IReadOnlyList<Key> Keys { get; init; }

    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>Its keys are rows of the answer; other parts only add numbers to rows that are there.</summary>
    public bool MakesRows { get; init; }

    /// <summary>The currency of revenue, where no goal among the keys gives it.</summary>
    public Value? Currency { get; init; }
}
