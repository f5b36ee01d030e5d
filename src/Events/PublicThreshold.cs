namespace Footfall.Events;

/// <summary>
/// What may be published of a project where small numbers are hidden: one table a grain of time and dimension, whose cells all have at least so many visitors.
/// All links of a project that have one have the same, so that no two of them can be subtracted.
/// </summary>
/// <param name="Least">Visitors that a cell needs to be shown.</param>
/// <param name="Grain"><c>day</c> or <c>month</c>.</param>
/// <param name="Dimensions">At most one of each panel.</param>
public sealed record PublicThreshold(int Least, string Grain, IReadOnlyList<string> Dimensions)
{
    public const int LowestLeast = 2;
    public const int HighestLeast = 1000;

    public static IReadOnlyList<string> Grains { get; } = ["day", "month"];

    public bool Equals(PublicThreshold? other) => other is not null && Least == other.Least && Grain == other.Grain && Dimensions.SequenceEqual(other.Dimensions);

    public override int GetHashCode() => HashCode.Combine(Least, Grain, Dimensions.Count);
}
