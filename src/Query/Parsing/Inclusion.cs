namespace Footfall.Query.Parsing;

/// <summary>What the answer is to tell beside its rows.</summary>
internal sealed record Inclusion(bool Imports, bool TimeLabels, bool TotalRows, ComparisonSpec? Comparison)
{
    public static Inclusion Nothing { get; } = new(false, false, false, null);
}
