using Footfall.Accounts.Sealed;
using Xunit;

namespace Footfall.Accounts.Tests.Sealed;

public sealed class EpochRulesTests
{
    [Theory]
    [InlineData(null, 31)]
    [InlineData(365, 31)]
    [InlineData(62, 31)]
    [InlineData(30, 15)]
    [InlineData(3, 1.5)]
    [InlineData(1, 1)]
    public void AnEpochLastsAMonthOrHalfTheRetention(int? retentionDays, double days) =>
        Assert.Equal(TimeSpan.FromDays(days), new EpochRules("epoch", [], 1, retentionDays, DateTimeOffset.UnixEpoch).LongestLife);
}
