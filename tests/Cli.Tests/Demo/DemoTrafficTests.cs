using Footfall.Cli.Demo;
using Xunit;

namespace Footfall.Cli.Tests.Demo;

public sealed class DemoTrafficTests
{
    private const ulong Seed = 7;
    private static readonly DateOnly s_day = new(2026, 10, 14);
    private static readonly DemoTraffic s_traffic = new(Seed, new DemoCalendar(Seed, 250));
    private static readonly IReadOnlyList<DemoEvent>[] s_visitors = [.. Enumerable.Range(0, 6000).Select(number => s_traffic.Visitor(s_day, number))];

    [Fact]
    public void TheSameSeedMakesTheSameBytes()
    {
        var again = new DemoTraffic(Seed, new DemoCalendar(Seed, 900));
        for (var number = 0; number < 50; number++)
            Assert.Equal(DemoBatch.Write("ff_x", s_visitors[number]), DemoBatch.Write("ff_x", again.Visitor(s_day, number)));
    }

    [Fact]
    public void AnotherSeedMakesOtherEvents() =>
        Assert.Empty(s_visitors[..100].SelectMany(one => one).Select(one => one.Id)
            .Intersect(Enumerable.Range(0, 100).SelectMany(number => new DemoTraffic(8, new DemoCalendar(8, 250)).Visitor(s_day, number)).Select(one => one.Id)));

    [Fact]
    public void NothingDependsOnTheRuntime() =>
        Assert.Equal((5816260918621894318ul, 0.5), (DemoRandom.For(1, 2, 3).Next(), Math.Round(Average(new DemoRandom(1)), 2)));

    [Fact]
    public void IdsAreVersionSevenUniqueAndOfTheirTime()
    {
        var events = s_visitors[..1000].SelectMany(one => one).ToArray();
        Assert.Equal(events.Length, events.Select(one => one.Id).Distinct().Count());
        Assert.All(events, one =>
        {
            Assert.Equal((7, 0b10), (one.Id.Version, one.Id.Variant >> 2));
            Assert.Equal(new DateTimeOffset(one.Time).ToUnixTimeMilliseconds(), Convert.ToInt64(one.Id.ToString("N")[..12], 16));
        });
    }

    [Fact]
    public void AVisitorsEventsAreInOrderAndBeginWithAPageview() => Assert.All(s_visitors, events =>
    {
        Assert.Equal("pageview", events[0].Name);
        Assert.Equal(events.Order(Comparer<DemoEvent>.Create((one, other) => one.Time.CompareTo(other.Time))), events);
        Assert.All(events, one => Assert.Equal(DateTimeKind.Utc, one.Time.Kind));
    });

    [Fact]
    public void TheShapeIsPlausible()
    {
        var people = s_visitors.Where(events => !events[0].Visitor.IsProgram).ToArray();
        Share(0.4, 0.62, people, events => events.Count(one => one.Name == "pageview") == 1);
        Share(0.01, 0.05, people, events => events.Any(one => one.Name == "purchase"));
        Share(0.01, 0.05, people, events => events.Any(one => one.Name == "newsletter.signup"));
        Share(0.35, 0.65, people, events => events[0].Visitor.Device.Width < 900);
        Share(0.15, 0.5, people, events => events[0].Referrer is null && !events[0].Url.Contains('?', StringComparison.Ordinal));
        Share(0.3, 0.5, people, events => events[0].Referrer?.Contains("google.", StringComparison.Ordinal) == true);
        Share(0.03, 0.12, people, events => events[0].Referrer is "https://chatgpt.com/" or "https://claude.ai/" or "https://www.perplexity.ai/" or "https://gemini.google.com/");
        Share(0.015, 0.035, s_visitors, events => events[0].Visitor.IsProgram);
        Assert.InRange(people.Average(events => events.Count(one => one.Name == "pageview")), 1.8, 3.5);
    }

    [Fact]
    public void PurchasesCostWhatWasBought()
    {
        var purchases = s_visitors.SelectMany(events => events).Where(one => one.Name == "purchase").ToArray();
        Assert.All(purchases, one => Assert.InRange(one.Revenue ?? 0, 14.50m, 64m * 14));
        Assert.All(s_visitors.SelectMany(events => events).Where(one => one.Name != "purchase"), one => Assert.Null(one.Revenue));
    }

    [Fact]
    public void EveryPageThatIsLeftTellsTimeAndDepth() =>
        Assert.All(s_visitors.SelectMany(events => events).Where(one => one.Name == "page_leave"), one =>
        {
            Assert.InRange(one.EngagementMs!.Value, 100u, 3_600_000u);
            Assert.InRange(one.ScrollDepth!.Value, (byte)8, (byte)100);
        });

    [Fact]
    public void PagesAndTitlesAreThoseOfTheDemoSite()
    {
        var web = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(web!.FullName, "Footfall.slnx"))) web = web.Parent;
        foreach (var page in DemoSite.Pages.Values)
        {
            Assert.All(page.Links, link => Assert.True(DemoSite.Pages.ContainsKey(link), link));
            var file = Path.Combine(web.FullName, "web" + page.Path.Split('#')[0], "index.html");
            Assert.True(File.Exists(file), file);
            // Routes of an application set their title themselves.
            if (page.Path.Contains('#', StringComparison.Ordinal)) continue;
            Assert.Contains($"<title>{page.Title.Replace("&", "&amp;", StringComparison.Ordinal)}</title>", File.ReadAllText(file), StringComparison.Ordinal);
        }

        Assert.All(DemoSite.Landings.Values.SelectMany(paths => paths), path => Assert.True(DemoSite.Pages.ContainsKey(path), path));
        Assert.All(DemoSources.All, source => Assert.True(DemoSite.Landings.ContainsKey(source.Landing), source.Landing));
    }

    private static void Share(double least, double most, IReadOnlyList<DemoEvent>[] visitors, Func<IReadOnlyList<DemoEvent>, bool> has) =>
        Assert.InRange((double)visitors.Count(has) / visitors.Length, least, most);

    private static double Average(DemoRandom random) => Enumerable.Range(0, 100_000).Average(_ => random.Fraction());
}
