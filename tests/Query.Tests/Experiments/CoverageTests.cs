using Footfall.Query.Experiments;

namespace Footfall.Query.Tests.Experiments;

/// <summary>Experiments whose truth is known, played many times: how often what is told is true. Always the same ones, by a fixed seed.</summary>
public class CoverageTests
{
    private const int Played = 300;

    [Fact]
    public void NineteenOfTwentyIntervalsOfADifferenceOfSharesHaveTheTruthInThem()
    {
        var random = new Random(20_261_126);
        var (within, relativelyWithin) = (0, 0);
        for (var i = 0; i < Played; i++)
        {
            // Truths as the prior has them: then a credible interval holds the truth as often as it says.
            var (truth, control) = (random.NextDouble(), random.NextDouble());
            var pair = new PosteriorPair(Rate(random, truth, 60), Rate(random, control, 90));
            if (IsIn(pair.Difference(), truth - control)) within++;
            if (IsIn(pair.Uplift(), truth / control - 1)) relativelyWithin++;
        }

        Assert.InRange((double)within / Played, 0.92, 0.98);
        Assert.InRange((double)relativelyWithin / Played, 0.92, 0.98);
    }

    [Fact]
    public void NineteenOfTwentyIntervalsOfMeansHaveTheTruthInThem()
    {
        var random = new Random(20_261_127);
        var (within, differencesWithin) = (0, 0);
        for (var i = 0; i < Played; i++)
        {
            var (variant, control) = (Mean(random, 12, 5, 25), Mean(random, 10, 2, 15));
            if (IsIn((variant.Quantile(0.025), variant.Quantile(0.975)), 12)) within++;
            if (IsIn(new PosteriorPair(variant, control).Difference(), 2)) differencesWithin++;
        }

        Assert.InRange((double)within / Played, 0.92, 0.98);
        Assert.InRange((double)differencesWithin / Played, 0.92, 0.985);
    }

    [Fact]
    public void WhatIsTheBestWithAProbabilityIsTheBestThatOften()
    {
        var random = new Random(20_261_128);
        var (told, right) = (0.0, 0);
        for (var i = 0; i < Played; i++)
        {
            var truths = Enumerable.Range(0, 3).Select(_ => random.NextDouble()).ToArray();
            var contest = new Contest([.. truths.Select(truth => Rate(random, truth, 40))]);
            var leader = Array.IndexOf(contest.Best, contest.Best.Max());
            told += contest.Best[leader];
            if (truths[leader] == truths.Max()) right++;
        }

        Assert.Equal(told / Played, (double)right / Played, 0.04);
    }

    private static bool IsIn((double Low, double High) interval, double truth) => truth >= interval.Low && truth <= interval.High;

    private static Posterior Rate(Random random, double truth, int visitors) =>
        Posterior.OfRate(Enumerable.Range(0, visitors).Count(_ => random.NextDouble() < truth), visitors);

    private static Posterior Mean(Random random, double mean, double deviation, int visitors)
    {
        var values = Enumerable.Range(0, visitors).Select(_ => mean + deviation * Normal(random)).ToList();
        return Posterior.OfMean(values.Average(), values.Sum(value => Math.Pow(value - values.Average(), 2)) / (visitors - 1), visitors);
    }

    /// <summary>Box and Muller.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
