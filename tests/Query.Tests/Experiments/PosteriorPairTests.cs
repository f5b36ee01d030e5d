using Footfall.Query.Experiments;

namespace Footfall.Query.Tests.Experiments;

public class PosteriorPairTests
{
    [Theory]
    [InlineData(120, 1000, 100, 1000)]
    [InlineData(3, 10, 0, 8)]
    [InlineData(40, 50, 60_000, 100_000)]
    [InlineData(5_010, 100_000, 4_900, 100_000)]
    public void TheProbabilityToBeatTheControlIsThatOfTheClosedForm(long conversions, long visitors, long controlConversions, long controlVisitors)
    {
        var pair = new PosteriorPair(Posterior.OfRate(conversions, visitors), Posterior.OfRate(controlConversions, controlVisitors));

        Assert.Equal(ClosedForm.Beats(controlConversions + 1, controlVisitors - controlConversions + 1, conversions + 1, visitors - conversions + 1), pair.Beats, 6);
    }

    [Fact]
    public void OfEqualSharesTheDifferenceIsEvenAndTheRatioIsItsOwnInverse()
    {
        var pair = new PosteriorPair(Posterior.OfRate(30, 200), Posterior.OfRate(30, 200));
        var (difference, uplift) = (pair.Difference(), pair.Uplift());

        Assert.Equal(-difference.Low, difference.High, 8);
        Assert.Equal(1 / (1 + uplift.Low), 1 + uplift.High, 6);
        Assert.Equal(0.5, pair.Beats, 8);
    }

    [Fact]
    public void TwoUniformSharesHaveTheDifferenceAndRatioOfTextbooks()
    {
        // P(difference <= d) = (1 + d)² / 2 below 0, P(ratio <= r) = r / 2 below 1 and 1 - 1 / 2r above.
        var pair = new PosteriorPair(Posterior.OfRate(0, 0), Posterior.OfRate(0, 0));
        var (difference, uplift) = (pair.Difference(), pair.Uplift());

        Assert.Equal(Math.Sqrt(0.05) - 1, difference.Low, 7);
        Assert.Equal(0.05 - 1, uplift.Low, 7);
        Assert.Equal(20 - 1, uplift.High, 3);
    }

    [Theory]
    [InlineData(13, 2.167)]
    [InlineData(25, 2.056)]
    public void TheDifferenceOfMeansIsThatOfBehrensAndFisher(long visitors, double quantile)
    {
        // Fisher and Yates, Statistical Tables, VI: 45°, two-sided 5 %. Each mean's squared standard error is 1/2.
        var pair = new PosteriorPair(Posterior.OfMean(3, visitors / 2.0, visitors), Posterior.OfMean(1, visitors / 2.0, visitors));

        Assert.Equal(2 + quantile, pair.Difference().High, 5e-4);
        Assert.Equal(2 - quantile, pair.Difference().Low, 5e-4);
    }

    [Fact]
    public void AMeanThatMayBeBelowZeroHasNoRatio()
    {
        var far = Posterior.OfMean(100, 100, 50);

        Assert.True(new PosteriorPair(far, far).HasRatio);
        Assert.False(new PosteriorPair(far, Posterior.OfMean(1, 100, 50)).HasRatio);
    }

    [Fact]
    public void TheRatioOfMeansLiesWhereThatOfTwoNearlyKnownOnesDoes()
    {
        // Fieller: with relative standard errors a and b, both small, ratio ± 1.96 ratio √(a² + b²).
        var uplift = new PosteriorPair(Posterior.OfMean(110, 100, 1_000_000), Posterior.OfMean(100, 100, 1_000_000)).Uplift();
        var half = 1.959964 * 1.1 * Math.Sqrt(1e-4 / 12_100 + 1e-4 / 10_000);

        Assert.Equal(0.1 - half, uplift.Low, 6);
        Assert.Equal(0.1 + half, uplift.High, 6);
    }
}
