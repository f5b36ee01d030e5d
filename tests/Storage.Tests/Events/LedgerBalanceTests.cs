using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events;

public sealed class LedgerBalanceTests
{
    private static readonly LedgerHour Balanced = new()
    {
        Hour = Some.Now,
        Received = 20,
        Journalled = 15,
        Dropped = new Dictionary<DropReason, long> { [DropReason.InvalidUrl] = 3, [DropReason.OptedOut] = 2 },
        Stored = 11,
        Duplicate = 1,
        Quarantined = 2,
        Expired = 4,
        Erased = 2,
        Compacted = 3,
        Present = 2,
    };

    [Fact]
    public void BooksThatBalanceHaveNoDifference() => Assert.Empty(LedgerBalance.Check([Balanced], _ => 1));

    [Fact]
    public void EachEquationIsCheckedOnItsOwn()
    {
        Assert.Equal(
            [new("received = journalled + dropped", 21, 20)],
            Check(Balanced with { Received = 21 }).Select(d => (d.Equation, d.Left, d.Right)));
        Assert.Equal(
            [new("journalled = stored + duplicate + quarantined + waiting", 15, 16)],
            Check(Balanced with { Quarantined = 3 }).Select(d => (d.Equation, d.Left, d.Right)));
        Assert.Equal(
            [new("stored = present + expired + erased + compacted", 11, 10)],
            Check(Balanced with { Present = 1 }).Select(d => (d.Equation, d.Left, d.Right)));
    }

    private static IReadOnlyList<LedgerDifference> Check(LedgerHour hour) => LedgerBalance.Check([hour], _ => 1);
}
