namespace Footfall.Query.Tests.Experiments;

/// <summary>Evan Miller, "Formulas for Bayesian A/B Testing", and Chris Stucchio's expected loss: exact sums for two Beta distributions, which no grid is needed for.</summary>
internal static class ClosedForm
{
    /// <summary>P(second > first).</summary>
    public static double Beats(long a1, long b1, long a2, long b2)
    {
        var sum = 0.0;
        for (var i = 0; i < a2; i++) sum += Math.Exp(LogBeta(a1 + i, b1 + b2) - Math.Log(b2 + i) - LogBeta(1 + i, b2) - LogBeta(a1, b1));
        return sum;
    }

    /// <summary>E[max(second - first, 0)], the loss of choosing the first.</summary>
    public static double Loss(long a1, long b1, long a2, long b2) =>
        (double)a2 / (a2 + b2) * Beats(a1, b1, a2 + 1, b2) - (double)a1 / (a1 + b1) * Beats(a1 + 1, b1, a2, b2);

    private static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>Stirling's series from 10 on, brought there by Γ(x) = Γ(x + 1) / x.</summary>
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++) shift += Math.Log(x);
        return (x - 0.5) * Math.Log(x) - x + Math.Log(2 * Math.PI) / 2 + 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * Math.Pow(x, 5)) - 1 / (1680 * Math.Pow(x, 7)) - shift;
    }
}
