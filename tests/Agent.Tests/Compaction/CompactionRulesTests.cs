using Footfall.Agent.Compaction;
using Xunit;

namespace Footfall.Agent.Tests.Compaction;

public sealed class CompactionRulesTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1000 * 3600 + 60);

    [Theory]
    [InlineData(998, false)]
    [InlineData(997, true)]
    public void EnvelopesOfTheLastTwoHoursWait(long hour, bool isDue) => Assert.Equal(isDue, new CompactionRules { FreshEvents = 4 }.IsDue([hour, hour], 2, Now));

    [Theory]
    [InlineData(973, false)]
    [InlineData(972, true)]
    public void WhatWaitsLongerThanADayNeedsToBeLess(long hour, bool isDue) => Assert.Equal(isDue, new CompactionRules { FreshEvents = 100, LeastEvents = 4 }.IsDue([hour, hour], 2, Now));

    [Fact]
    public void AgentsAndBrowsersGoByTheSameNumbers()
    {
        var rules = new CompactionRules();
        Assert.Equal((100_000, 10_000, 2, 10), (rules.FreshEvents, rules.LeastEvents, rules.RipeHours, rules.MergeAt));
    }
}
