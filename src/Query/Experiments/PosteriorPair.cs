namespace Footfall.Query.Experiments;

/// <summary>
/// What is believed of a variant's number and the control's together; they are independent. Probabilities are means over the one of the two that is known
/// better, since the other's distribution function is smooth on its grid.
/// </summary>
internal sealed class PosteriorPair(Posterior variant, Posterior control)
{
    /// <summary>Half of what a 95 % interval leaves out.</summary>
    public const double Tail = 0.025;

    /// <summary>A probability that is as good as none.</summary>
    private const double Negligible = 1e-6;

    /// <summary>The probability that the variant's number is the greater one.</summary>
    public double Beats => 1 - DifferenceAtMost(0);

    /// <summary>False where the control's number may be 0 or less: shares of it have no meaning then.</summary>
    public bool HasRatio => control.Cdf(0) < Negligible;

    /// <summary>The bounds of the 95 % credible interval of variant - control.</summary>
    public (double Low, double High) Difference()
    {
        var (least, most) = (variant.Low - control.High, variant.High - control.Low);
        return (Bisection.Find(DifferenceAtMost, Tail, least, most), Bisection.Find(DifferenceAtMost, 1 - Tail, least, most));
    }

    /// <summary>The bounds of the 95 % credible interval of variant / control - 1.</summary>
    public (double Low, double High) Uplift()
    {
        var (lowest, highest) = (control.Quantile(Negligible), control.High);
        var (least, most) = (variant.Quantile(Negligible), variant.High);
        var (from, to) = (least / (least < 0 ? lowest : highest), most / (most < 0 ? highest : lowest));
        return (Bisection.Find(RatioAtMost, Tail, from, to) - 1, Bisection.Find(RatioAtMost, 1 - Tail, from, to) - 1);
    }

    private double DifferenceAtMost(double difference) => control.Width <= variant.Width
        ? control.Expect(x => variant.Cdf(x + difference))
        : variant.Expect(x => 1 - control.Cdf(x - difference));

    private double RatioAtMost(double ratio) => ratio <= 0 || ratio * control.Width <= variant.Width
        ? control.Expect(x => x <= 0 ? 0 : variant.Cdf(ratio * x))
        : variant.Expect(x => 1 - control.Cdf(x / ratio));
}
