using Footfall.Query.Tests.Store;
using static Footfall.Query.Tests.Store.Make;

namespace Footfall.Query.Tests.Sql;

public class MetricTests
{
    private const string Day = "\"date_range\": [\"2024-03-01\", \"2024-03-01\"]";

    [Fact]
    public void AllMetricsOfVisitsAreCountedAtOnce()
    {
        using var store = new QuestionStore([View("00:00"), View("00:25", "/b"), View("00:00", visitor: 2)]);

        Assert.Equal([": 3, 2, 1.5, 2, 50, 750, 3"], store.Ask($$"""
            {{Day}}, "metrics": ["pageviews", "visits", "views_per_visit", "visitors", "bounce_rate", "visit_duration", "events"]
            """));
    }

    [Fact]
    public void WithoutEventsEverythingIsZero()
    {
        using var store = new QuestionStore([]);

        Assert.Equal([": 0, 0, 0, 0, 0, 0, 0"], store.Ask($$"""
            {{Day}}, "metrics": ["visitors", "visits", "pageviews", "views_per_visit", "bounce_rate", "visit_duration", "events"]
            """));
    }

    [Fact]
    public void NamesThatNeverCountAreNoEventsUnlessAskedForByName()
    {
        using var store = new QuestionStore([View("00:00"), Event("00:01", "scroll"), Event("00:02", "scroll"), Event("00:03", "signup")]);

        Assert.Equal([": 2"], store.Ask($$"""{{Day}}, "metrics": ["events"]"""));
        Assert.Equal([": 2"], store.Ask($$"""{{Day}}, "metrics": ["events"], "filters": [["is", "event:name", ["scroll"]]]"""));
        Assert.Equal(["pageview: 1", "signup: 1"], store.Ask($$"""{{Day}}, "metrics": ["events"], "dimensions": ["event:name"]"""));
    }

    [Fact]
    public void VisitDurationCountsToTheLastEventEngagementIncluded()
    {
        using var store = new QuestionStore([View("00:00"), Leave("00:02", "/", 5_000, 50)]);

        Assert.Equal([": 120, 100"], store.Ask($$"""{{Day}}, "metrics": ["visit_duration", "bounce_rate"]"""));
    }

    [Fact]
    public void AnInteractiveEventEndsABounceAndANonInteractiveDoesNot()
    {
        using var store = new QuestionStore([
            View("00:00"), Event("00:01", "signup"),
            View("01:00", visitor: 2), Event("01:01", "ping", visitor: 2) with { Interactive = false },
        ]);

        Assert.Equal([": 50"], store.Ask($$"""{{Day}}, "metrics": ["bounce_rate"]"""));
    }

    [Fact]
    public void TimeOnPageIsTheMeanOverVisitsOfTheirVisibleTime()
    {
        using var store = new QuestionStore([
            View("00:00", "/blog"), Leave("00:02", "/blog", 120_000, 20), Leave("00:03", "/blog", 20_000, 60),
            View("00:00", "/blog", 2), Leave("00:01", "/blog", 60_000, 40, 2), View("00:00", "/other", 3),
        ]);

        Assert.Equal(["/blog: 2, 100, 50", "/other: 1, null, null"], store.Ask($$"""
            {{Day}}, "metrics": ["visitors", "time_on_page", "scroll_depth"], "dimensions": ["event:page"]
            """));
    }

    [Fact]
    public void EventsOfThoseWhoOptedOutArePageviewsButNoVisitors()
    {
        using var store = new QuestionStore([View("00:00", visitor: null), View("00:01")]);

        Assert.Equal([": 2, 1, 1, 2"], store.Ask($$"""{{Day}}, "metrics": ["pageviews", "visitors", "visits", "events"]"""));
    }

    [Fact]
    public void BotsAreLeftOutUntilAskedFor()
    {
        using var store = new QuestionStore([View("00:00"), View("00:01", visitor: 2) with { BotReason = "headless" }, View("00:01", visitor: 3) with { BotReason = "user_agent" }]);

        Assert.Equal([": 1, 1"], store.Ask($$"""{{Day}}, "metrics": ["visitors", "pageviews"]"""));
        Assert.Equal([": 1, 1"], store.Ask($$"""{{Day}}, "metrics": ["visitors", "pageviews"], "filters": [["is", "event:bot", ["headless"]]]"""));
        Assert.Equal([": 2, 2"], store.Ask($$"""{{Day}}, "metrics": ["visitors", "pageviews"], "filters": [["is_not", "visit:bot", ["(none)"]]]"""));
        Assert.Equal(["(none): 1", "headless: 1", "user_agent: 1"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "dimensions": ["event:bot"]"""));
    }
}
