using Footfall.Query.Experiments;

namespace Footfall.Query.Tests.Experiments;

public class SampleRatioTests
{
    [Theory]
    [InlineData(3.841, 1, 0.05)]
    [InlineData(10.828, 1, 0.001)]
    [InlineData(5.991, 2, 0.05)]
    [InlineData(13.816, 2, 0.001)]
    [InlineData(7.815, 3, 0.05)]
    [InlineData(16.919, 9, 0.05)]
    [InlineData(27.877, 9, 0.001)]
    [InlineData(15.507, 8, 0.05)]
    [InlineData(0, 5, 1)]
    public void TheTablesOfTheDistributionAreMet(double chiSquare, int freedom, double above) => Assert.InRange(SampleRatio.Above(chiSquare, freedom) / above, 0.998, 1.002);

    [Fact]
    public void ThePublishedMismatchIsFound()
    {
        // Kohavi, Tang, Xu, Trustworthy Online Controlled Experiments, chapter 21: p = 1.8E-6.
        var ratio = SampleRatio.Of([(821_588, 1), (815_482, 1)])!.Value;

        Assert.Equal(1.8e-6, ratio.PValue, 1e-7);
        Assert.True(ratio.IsMismatch);
    }

    [Fact]
    public void WhatWasMeantIsNoMismatch()
    {
        Assert.False(SampleRatio.Of([(1010, 1), (3000, 3)])!.Value.IsMismatch);
        Assert.True(SampleRatio.Of([(1010, 1), (3000, 1)])!.Value.IsMismatch);
    }

    [Fact]
    public void AVariantThatNobodyReachedIsAMismatch() => Assert.True(SampleRatio.Of([(50, 1), (0, 1)])!.Value.IsMismatch);

    [Fact]
    public void NothingIsComparedWithNothing()
    {
        Assert.Null(SampleRatio.Of([(50, 1)]));
        Assert.Null(SampleRatio.Of([(0, 1), (0, 1)]));
        Assert.Null(SampleRatio.Of([(50, 1), (50, 0)]));
    }
}
