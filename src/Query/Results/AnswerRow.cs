namespace Footfall.Query.Results;

/// <summary>One row of an answer.</summary>
/// <param name="Metrics">Each a long, a double, a <see cref="RevenueValue"/> or null.</param>
internal sealed record AnswerRow(IReadOnlyList<string> Dimensions, IReadOnlyList<object?> Metrics)
{
    public ComparedRow? Comparison { get; init; }
}
