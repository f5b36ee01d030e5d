using Footfall.Query.Experiments;

namespace Footfall.Query.Tests.Experiments;

public class PosteriorTests
{
    [Fact]
    public void ThePublishedIntervalOfAShareIsFound()
    {
        // Gelman et al., Bayesian Data Analysis, 2.4: of 980 births with placenta previa 437 were girls; the posterior's central 95 % are [0.415, 0.477].
        var posterior = Posterior.OfRate(437, 980);

        Assert.Equal(0.41506549, posterior.Quantile(0.025), 7);
        Assert.Equal(0.47719977, posterior.Quantile(0.975), 7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(10_000_000)]
    public void WhereAllOfThemDidTheQuantilesHaveAClosedForm(long visitors)
    {
        var posterior = Posterior.OfRate(visitors, visitors);

        foreach (var share in (double[])[0.001, 0.025, 0.5, 0.975]) Assert.Equal(Math.Pow(share, 1.0 / (visitors + 1)), posterior.Quantile(share), 8);
    }

    [Theory]
    [InlineData(10, 2.262157)]
    [InlineData(30, 2.045230)]
    [InlineData(1_000_001, 1.959966)]
    public void TheIntervalOfAMeanIsStudents(long visitors, double quantile)
    {
        // Student's table; the standard error is 1/2.
        var posterior = Posterior.OfMean(mean: 7, variance: visitors / 4.0, visitors);

        Assert.Equal(7 + quantile / 2, posterior.Quantile(0.975), 1e-6);
        Assert.Equal(7 - quantile / 2, posterior.Quantile(0.025), 1e-6);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(12, 400)]
    [InlineData(399_000, 9_000_000)]
    public void TheMeanIsThatOfTheBetaDistribution(long conversions, long visitors) =>
        Assert.Equal((conversions + 1.0) / (visitors + 2), Posterior.OfRate(conversions, visitors).Expect(x => x), 9);
}
