using Footfall.Query.Sharing;

namespace Footfall.Query.Tests.Sharing;

public class SuppressionTests
{
    [Fact]
    public void OnlyLargeCellsWithoutStarsAreLarge() =>
        Assert.Equal(["b", "a"], Suppression.LargeEnough([Cell("a", 5), Cell("b", 9), Cell("c", 4), Cell("/d/*", 30)], 5).Select(cell => cell.Value));

    [Fact]
    public void NoMoreThanAHundredAreLarge() => Assert.Equal(100, Suppression.LargeEnough(Enumerable.Range(0, 150).Select(i => Cell($"{i}", 10)), 5).Count);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void ARestOfAFewTakesTheSmallestCellWithIt(long rest, int published) =>
        Assert.Equal(published, Suppression.Published([Cell("a", 9), Cell("b", 5)], rest, 5).Count);

    [Fact]
    public void WithoutLargeCellsNothingIsPublished() => Assert.Empty(Suppression.Published([], long.MaxValue, 5));

    [Theory]
    [InlineData(19, true)]
    [InlineData(18, false)]
    public void ARestIsLargeWhereEvenTheSumLeavesEnough(long total, bool large) => Assert.Equal(large, Suppression.RestIsLarge([Cell("a", 9), Cell("b", 5)], total, 5));

    private static PublishedCell Cell(string value, long visitors) => new(value, visitors, visitors, visitors);
}
