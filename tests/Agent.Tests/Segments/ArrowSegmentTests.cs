using Footfall.Agent.Segments;
using Footfall.Events;
using Xunit;

namespace Footfall.Agent.Tests.Segments;

/// <summary><c>browser.arrow</c> was written by the dashboard's own writer (web/dashboard/src/sealed/engine/segments/content.ts).</summary>
public sealed class ArrowSegmentTests
{
    private static readonly byte[] Content = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Segments", "browser.arrow"));

    [Fact]
    public void WhatABrowserWroteIsReadAsItArrived()
    {
        var events = Read(Content);
        Assert.Equal([("pageview", "/a"), ("pageview", "/b"), ("signup", null)], events.Select(e => (e.Name, e.Path)));
        var (view, bot, signup) = (events[0], events[1], events[2]);
        Assert.All(events, e => Assert.Equal(4, e.Project.Value));
        Assert.Equal(DateTime.UnixEpoch.AddMilliseconds(1_780_000_001_234), view.Time);
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_780_000_000), view.ReceivedAt);
        Assert.Equal(("Google", "Organic Search", "Title"), (view.Acquisition.Source, view.Acquisition.Channel, view.Title));
        Assert.Equal(((ulong?)null, "crawler", "Direct"), (bot.Visitor?.Value, bot.BotReason, bot.Acquisition.Channel));
        Assert.Equal((ulong.MaxValue, Acquisition.Direct), (signup.Visitor!.Value.Value, signup.Acquisition));
        Assert.Equal([KeyValuePair.Create("plan", "paid"), KeyValuePair.Create("seats", "3")], signup.Props);
        Assert.Equal([KeyValuePair.Create("seats", 3.0)], signup.Numbers);
        Assert.Equal((new Revenue(-12.345m, "EUR"), (ushort?)65535, 4_000_000_000u, (byte?)100, "Köln"), (signup.Revenue!.Value, signup.ScreenWidth, signup.EngagementMs!.Value, signup.ScrollDepth, signup.Place.City));
    }

    [Fact]
    public void WhatIsCutOrNoArrowIsRefused()
    {
        foreach (var broken in (byte[][])[[], Content[..^1], Content[..3], [4, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0]]) Assert.Throws<InvalidDataException>(() => Read(broken));
    }

    private static List<Event> Read(byte[] content)
    {
        List<Event> events = [];
        ArrowSegment.Read(content, new ProjectNumber(4), events.AddRange);
        return events;
    }
}
