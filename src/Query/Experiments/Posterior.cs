namespace Footfall.Query.Experiments;

/// <summary>
/// What is believed of a number after the data: its density on a grid over all of the line that matters, and its distribution function between the grid's
/// nodes. Everything else is computed from these, by quadrature and never by chance. <c>web/dashboard/src/experiments/posterior.ts</c> is its twin, number by
/// number; <c>docs/experiments.md</c> has the formulae. Safe for use by several threads.
/// </summary>
internal sealed class Posterior
{
    /// <summary>Even, for Simpson's rule.</summary>
    private const int Intervals = 2048;

    /// <summary>Where the density is below that of the mode by more than e to this power, nothing is left that counts.</summary>
    private const double Depth = 32;

    /// <summary>Of standard errors, beyond which no bound of a mean is looked for.</summary>
    private const double Farthest = 1000;

    private readonly Func<double, double> relative;
    private readonly double mass;
    private readonly double step;
    private readonly double[] densities = new double[Intervals + 1];
    private readonly double[] shares = new double[Intervals + 1];

    /// <param name="logarithm">Of the density, up to a constant, 0 at the mode.</param>
    private Posterior(Func<double, double> logarithm, double mode, double least, double most)
    {
        relative = x => Math.Exp(logarithm(x));
        (Low, High) = (Bound(logarithm, mode, least), Bound(logarithm, mode, most));
        step = (High - Low) / Intervals;
        densities[0] = relative(Low);
        for (var i = 1; i <= Intervals; i++)
        {
            densities[i] = relative(Node(i));
            shares[i] = shares[i - 1] + step / 6 * (densities[i - 1] + 4 * relative(Low + (i - 0.5) * step) + densities[i]);
        }

        mass = shares[Intervals];
        for (var i = 0; i <= Intervals; i++) (densities[i], shares[i]) = (densities[i] / mass, shares[i] / mass);
    }

    public double Low { get; }

    public double High { get; }

    public double Width => High - Low;

    public IEnumerable<double> Nodes => Enumerable.Range(0, Intervals + 1).Select(Node);

    /// <summary>A share of visitors, of whom so many did: Beta(conversions + 1, visitors - conversions + 1), which is a uniform prior's.</summary>
    public static Posterior OfRate(long conversions, long visitors)
    {
        var others = visitors - conversions;
        var mode = visitors == 0 ? 0.5 : (double)conversions / visitors;
        return new Posterior(x => Part(conversions, x / mode) + Part(others, (1 - x) / (1 - mode)), mode, least: 0, most: 1);

        static double Part(long count, double ratio) => count == 0 ? 0 : count * Math.Log(ratio);
    }

    /// <summary>The mean of a number over visitors: Student's t about the sample's mean, which is that of the prior 1/σ. The variance is the sample's and above 0.</summary>
    public static Posterior OfMean(double mean, double variance, long visitors)
    {
        var (scale, freedom) = (Math.Sqrt(variance / visitors), visitors - 1.0);
        return new Posterior(
            x => -(freedom + 1) / 2 * Math.Log(1 + (x - mean) / scale * ((x - mean) / scale) / freedom), mean, mean - Farthest * scale, mean + Farthest * scale);
    }

    public double Density(double x) => x < Low || x > High ? 0 : relative(x) / mass;

    /// <summary>The probability that the number is at most this; a cubic between nodes.</summary>
    public double Cdf(double x)
    {
        if (x <= Low) return 0;
        if (x >= High) return 1;
        var i = Math.Min((int)((x - Low) / step), Intervals - 1);
        var u = (x - Node(i)) / step;
        return shares[i] + (shares[i + 1] - shares[i]) * u * u * (3 - 2 * u) + step * u * (1 - u) * (densities[i] * (1 - u) - densities[i + 1] * u);
    }

    public double Quantile(double share) => Bisection.Find(Cdf, share, Low, High);

    /// <summary>The mean of a function of the number.</summary>
    public double Expect(Func<double, double> of)
    {
        var sum = 0.0;
        for (var i = 0; i <= Intervals; i++) sum += (i is 0 or Intervals ? 1 : i % 2 == 0 ? 2 : 4) * densities[i] * of(Node(i));
        return sum * step / 3;
    }

    private double Node(int i) => Low + i * step;

    private static double Bound(Func<double, double> logarithm, double mode, double limit) =>
        logarithm(limit) >= -Depth ? limit : Bisection.Find(x => -logarithm(x), Depth, mode, limit);
}
