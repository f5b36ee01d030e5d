using System.Buffers.Text;
using System.Text;
using Footfall.Agent.Compaction;
using Footfall.Sealing.Segments;
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
        Assert.Equal((100_000, 10_000, 2, 10, 500_000, 1_200_000), (rules.FreshEvents, rules.LeastEvents, rules.RipeHours, rules.MergeAt, rules.MergedEvents, rules.MostMerged));
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Footfall.slnx"))) folder = folder.Parent!;
        var browsers = File.ReadAllText(Path.Combine(folder.FullName, "web/dashboard/src/sealed/compaction/rules.ts"));
        foreach (var rule in (string[])["freshEvents = 100_000", "leastEvents = 10_000", "ripeHours = 2", "freshToMerge = 10", "mergedEvents = 500_000", "mostMerged = 1_200_000"])
            Assert.Contains($"const {rule};", browsers, StringComparison.Ordinal);
    }

    [Fact]
    public void TenFreshSegmentsBecomeOneAndLargeOnesStay()
    {
        var rules = new CompactionRules();
        List<Manifest> nine = [.. Enumerable.Range(0, 9).Select(_ => Segment(100_000))];
        Assert.Empty(rules.ToReplace([Segment(1_000_000), .. nine]));
        Assert.Equal(10, rules.ToReplace([Segment(1_000_000), .. nine, Segment(100_000)]).Count);
        Assert.Empty(rules.ToReplace([.. nine, Segment(400_000)]));
    }

    [Fact]
    public void WhatABrowserWroteIsWrittenAnewOneByOne()
    {
        var rules = new CompactionRules();
        var (first, second) = (Segment(1000, "arrow"), Segment(700_000, "arrow"));
        Assert.Equal([first], rules.ToReplace([Segment(10), first, second]));
        Assert.Equal([second], rules.ToReplace([Segment(10), second]));
    }

    private static Manifest Segment(long rows, string form = "duckdb")
    {
        var hash = Base64Url.EncodeToString(new byte[32]);
        var entry = $$"""
            {"by":"{{Guid.NewGuid()}}","consumed":"{{hash}}","envelopes":1,"epoch":"{{Base64Url.EncodeToString(new byte[8])}}","first_hour":0,"form":"{{form}}","hash":"{{hash}}","kind":"segment",
            "last_hour":0,"log":1,"previous":"","project":"{{Guid.NewGuid()}}","replaces":"","rows":{{rows}},"schema":1,"segment":"{{Base64Url.EncodeToString(new byte[16])}}","sequence":0,"storage":"","time":0}
            """;
        return Assert.IsType<Manifest>(Manifest.Read(Encoding.UTF8.GetBytes(entry.ReplaceLineEndings(""))));
    }
}
