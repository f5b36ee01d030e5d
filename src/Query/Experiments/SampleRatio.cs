namespace Footfall.Query.Experiments;

/// <summary>
/// Pearson's test of whether visitors came to the variants in the ratio that was meant. If not, something loses visitors of one variant more than of another,
/// and no other number of the experiment can be trusted.
/// </summary>
/// <param name="PValue">How probable a deviation of this size or more is if nothing is wrong.</param>
internal readonly record struct SampleRatio(double ChiSquare, int Freedom, double PValue)
{
    /// <summary>Below it a mismatch is told: looked at every day, a right experiment should not raise an alarm by chance.</summary>
    public const double Threshold = 0.001;

    public bool IsMismatch => PValue < Threshold;

    /// <summary>Null where there is nothing to compare: fewer than two variants, or nobody in them.</summary>
    public static SampleRatio? Of(IReadOnlyList<(long Visitors, double Weight)> variants)
    {
        var meant = variants.Where(variant => variant.Weight > 0).ToList();
        var (all, weights) = (meant.Sum(variant => (double)variant.Visitors), meant.Sum(variant => variant.Weight));
        if (meant.Count < 2 || all == 0) return null;
        var chiSquare = meant.Sum(variant => Squared(variant.Visitors - all * variant.Weight / weights) / (all * variant.Weight / weights));
        return new SampleRatio(chiSquare, meant.Count - 1, Above(chiSquare, meant.Count - 1));
    }

    /// <summary>
    /// The probability that chi-square is above a value: by the recurrence Q(k + 2) = Q(k) + (x/2)^(k/2) e^(-x/2) / Γ(k/2 + 1), from Q(1) = erfc(√(x/2)) or
    /// Q(2) = e^(-x/2) (Abramowitz and Stegun, 26.4.4 to 26.4.8).
    /// </summary>
    public static double Above(double chiSquare, int freedom)
    {
        var half = chiSquare / 2;
        var isOdd = freedom % 2 == 1;
        var q = isOdd ? Erfc(Math.Sqrt(half)) : Math.Exp(-half);
        var term = isOdd ? Math.Sqrt(half / Math.PI) * 2 * Math.Exp(-half) : half * Math.Exp(-half);
        for (var k = isOdd ? 1 : 2; k < freedom; k += 2)
        {
            q += term;
            term *= half / (k / 2.0 + 1);
        }

        return q;
    }

    /// <summary>The complementary error function of a number from 0: a series below 2, above it a continued fraction (Abramowitz and Stegun, 7.1.6 and 7.1.14).</summary>
    private static double Erfc(double x)
    {
        const int terms = 60;
        var gauss = Math.Exp(-x * x) / Math.Sqrt(Math.PI);
        if (x < 2)
        {
            var (sum, term) = (0.0, x);
            for (var n = 0; n < terms; n++)
            {
                sum += term;
                term *= 2 * x * x / (2 * n + 3);
            }

            return 1 - 2 * gauss * sum;
        }

        var fraction = x;
        for (var n = terms; n > 0; n--) fraction = x + n / 2.0 / fraction;
        return gauss / fraction;
    }

    private static double Squared(double x) => x * x;
}
