namespace Footfall.Query.Planning;

/// <summary>What rows are grouped by. A closed family.</summary>
internal abstract record Key
{
    private Key()
    {
    }

    public sealed record OfColumn(Column Column) : Key;

    public sealed record OfTime(Buckets Buckets) : Key;

    /// <summary>An event counts once for each goal that it reaches.</summary>
    public sealed record OfGoal(IReadOnlyList<(AskedGoal Goal, Predicate Reached)> Goals) : Key;
}
