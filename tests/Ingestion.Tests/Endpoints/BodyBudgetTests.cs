using Footfall.Ingestion.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

public sealed class BodyBudgetTests : IDisposable
{
    private const int Limit = 64 * 1024;

    private readonly BodyBudget budget = new(new IngestionLimits { BodiesInFlightBytes = Limit });

    public void Dispose() => budget.Dispose();

    [Theory]
    [InlineData(1, 1024)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 2048)]
    [InlineData(20_000, 32 * 1024)]
    public void WhatIsCountedIsTheArray(int asked, int counted)
    {
        var array = budget.TryRent(asked)!;

        Assert.Equal((counted, counted), (array.Length, budget.Lent));
        budget.Return(array);
        Assert.Equal(0, budget.Lent);
    }

    [Fact]
    public void LargeArraysLeaveTheLastQuarterToSmallOnes()
    {
        Assert.NotNull(budget.TryRent(32 * 1024));
        Assert.Null(budget.TryRent(32 * 1024));
        Assert.NotNull(budget.TryRent(16 * 1024));
        Assert.NotNull(budget.TryRent(16 * 1024));
        Assert.Null(budget.TryRent(1));
        Assert.Equal(Limit, budget.Lent);
    }

    [Fact]
    public void ABodyGrowsByWhatComesAndKeepsItsBytesWhereNoMoreFindRoom()
    {
        var sent = new byte[40_000];
        new Random(1).NextBytes(sent);
        using var body = new PooledBody(budget);
        var taken = 0;
        while (taken < sent.Length && body.TryAppend(sent.AsSpan(taken, 1000))) taken += 1000;

        // An array of 64 KiB while the one of 32 KiB is still needed would be too much.
        Assert.Equal(32_000, taken);
        Assert.Equal(32 * 1024, budget.Lent);
        Assert.True(body.Span.SequenceEqual(sent.AsSpan(0, taken)));
    }
}
