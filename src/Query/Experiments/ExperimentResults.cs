using Footfall.Query.Reports;

namespace Footfall.Query.Experiments;

/// <summary>
/// What follows from an experiment's counts: pure functions of the rows of the table <c>variants</c>. <c>web/dashboard/src/experiments/results.ts</c> is its
/// twin, and <c>schema/vectors/experiments.json</c> holds the two together.
/// </summary>
internal static class ExperimentResults
{
    /// <summary>Standard errors between no difference and one that a test at 5 %, two-sided, finds with a probability of 80 %: z(0.975) + z(0.8).</summary>
    private const double Detectable = 2.8015852;

    public static IReadOnlyList<ReportColumn> Columns { get; } =
    [
        new("variant"), new("number"), new("low"), new("high"), new("difference"), new("difference_low"), new("difference_high"),
        new("uplift"), new("uplift_low"), new("uplift_high"), new("beats_control"), new("best"), new("loss"), new("detectable"),
    ];

    public static IReadOnlyList<ReportColumn> RatioColumns { get; } = [new("chi_square"), new("freedom"), new("p_value"), new("mismatch")];

    /// <summary>A row a variant, in their order.</summary>
    /// <param name="control">Null: the first one.</param>
    public static IEnumerable<object?[]> Of(IReadOnlyList<Measured> variants, string? control)
    {
        var against = variants.FirstOrDefault(variant => control is null || variant.Variant == control);
        var contest = variants.Count > 1 && variants.All(variant => variant.Belief is not null) ? new Contest([.. variants.Select(variant => variant.Belief!)]) : null;
        return variants.Select((variant, i) => Row(variant, against == variant ? null : against, contest?.Best[i], contest?.Loss[i]));
    }

    /// <summary>One row, or none where there is nothing to compare.</summary>
    /// <param name="weights">Null: all that were seen are meant to be equally frequent.</param>
    public static IEnumerable<object?[]> RatioOf(IReadOnlyList<ExperimentVariant> variants, IReadOnlyDictionary<string, double>? weights)
    {
        var seen = variants.ToDictionary(variant => variant.Name, variant => variant.Visitors);
        var compared = weights is null ? seen.Values.Select(visitors => (visitors, 1.0)) : weights.Select(pair => (seen.GetValueOrDefault(pair.Key), pair.Value));
        if (SampleRatio.Of([.. compared]) is not { } ratio) return [];
        return [[Rounded(ratio.ChiSquare), ratio.Freedom, Rounded(ratio.PValue), ratio.IsMismatch ? 1 : 0]];
    }

    private static object?[] Row(Measured variant, Measured? control, double? best, double? loss)
    {
        var pair = variant.Belief is { } belief && control?.Belief is { } other ? new PosteriorPair(belief, other) : null;
        var (difference, uplift) = (pair?.Difference(), control?.Number > 0 && pair?.HasRatio == true ? pair.Uplift() : default((double Low, double High)?));
        double? error = variant.SquaredError + control?.SquaredError;
        double?[] numbers =
        [
            variant.Number, variant.Belief?.Quantile(PosteriorPair.Tail), variant.Belief?.Quantile(1 - PosteriorPair.Tail),
            variant.Number - control?.Number, difference?.Low, difference?.High,
            uplift is null ? null : variant.Number / control!.Number - 1, uplift?.Low, uplift?.High,
            pair?.Beats, best, loss, error > 0 ? Detectable * Math.Sqrt(error.Value) : null,
        ];
        return [variant.Variant, .. numbers.Select(number => number is { } told ? Rounded(told) : (object?)null)];
    }

    /// <summary>To six digits behind the point, halves away from zero; written so that the twin does the very same.</summary>
    private static double Rounded(double number)
    {
        const double scale = 1e6;
        var rounded = Math.Floor(Math.Abs(number) * scale + 0.5) / scale;
        // Neither -0, which JSON would tell.
        return rounded == 0 ? 0 : Math.CopySign(rounded, number);
    }
}
