namespace Footfall.Query.Results;

/// <summary>What a row was in the other range, and by how much it changed since.</summary>
internal sealed record ComparedRow(IReadOnlyList<string> Dimensions, IReadOnlyList<object?> Metrics, IReadOnlyList<double?> Change);
