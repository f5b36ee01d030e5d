namespace Footfall.Query.Results;

/// <summary>One row of an answer.</summary>
/// <param name="Metrics">Each a long, a double, a <see cref="RevenueValue"/> or null.</param>
internal sealed record AnswerRow(IReadOnlyList<string> Dimensions, IReadOnlyList<object?> Metrics)
{
    /// <summary>The key of the row's time bucket, since the two hours of a clock change have one label; null where rows are not by time.</summary>
    public DateTime? Bucket { get; init; }

    public ComparedRow? Comparison { get; init; }
}
