using Footfall.Query.Experiments;

namespace Footfall.Query.Tests.Experiments;

public class ContestTests
{
    [Theory]
    [InlineData(100, 1000, 120, 1000)]
    [InlineData(0, 8, 3, 10)]
    [InlineData(60_000, 100_000, 40, 50)]
    public void OfTwoTheLossesAreThoseOfTheClosedForm(long firstConversions, long firstVisitors, long secondConversions, long secondVisitors)
    {
        var contest = new Contest([Posterior.OfRate(firstConversions, firstVisitors), Posterior.OfRate(secondConversions, secondVisitors)]);
        var (a1, b1, a2, b2) = (firstConversions + 1, firstVisitors - firstConversions + 1, secondConversions + 1, secondVisitors - secondConversions + 1);

        Assert.Equal(ClosedForm.Loss(a1, b1, a2, b2), contest.Loss[0], 7);
        Assert.Equal(ClosedForm.Loss(a2, b2, a1, b1), contest.Loss[1], 7);
        Assert.Equal(ClosedForm.Beats(a1, b1, a2, b2), contest.Best[1], 6);
    }

    [Fact]
    public void TheGreatestOfManyIsOneOfThem()
    {
        var contest = new Contest([.. Enumerable.Range(0, 10).Select(i => Posterior.OfRate(10 * i * i, 1000 * (i + 1)))]);

        Assert.Equal(1, contest.Best.Sum(), 7);
        Assert.All(contest.Loss, loss => Assert.InRange(loss, 0, 1));
    }

    [Fact]
    public void OfEqualOnesEachIsAsProbable()
    {
        // The greatest of three uniform numbers is 3/4 in the mean.
        var contest = new Contest([.. Enumerable.Range(0, 3).Select(_ => Posterior.OfRate(0, 0))]);

        Assert.All(contest.Best, best => Assert.Equal(1.0 / 3, best, 8));
        Assert.All(contest.Loss, loss => Assert.Equal(0.25, loss, 8));
    }

    [Fact]
    public void OfOnesFarApartTheGreatestIsCertain()
    {
        var contest = new Contest([Posterior.OfRate(10, 100_000), Posterior.OfRate(90_000, 100_000)]);

        Assert.Equal([0, 1], contest.Best.Select(best => Math.Round(best, 6)));
        Assert.Equal(90_001.0 / 100_002 - 11.0 / 100_002, contest.Loss[0], 7);
        Assert.Equal(0, contest.Loss[1], 9);
    }
}
