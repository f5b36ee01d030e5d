using Footfall.Events;
using Footfall.Query.Tests.Store;
using static Footfall.Query.Tests.Store.Make;

namespace Footfall.Query.Tests.Sql;

/// <summary>The rules of the Stats API that implementations get wrong; docs/metrics.md states each.</summary>
public class SurprisingRulesTests
{
    private const string Day = "\"date_range\": [\"2024-03-01\", \"2024-03-01\"]";

    private static readonly Goal Signup = new() { Id = Guid.NewGuid(), DisplayName = "Signup", EventName = "signup" };
    private static readonly Goal Blog = new() { Id = Guid.NewGuid(), DisplayName = "Visit /blog/*", PagePath = "/blog/*" };
    private static readonly Goal AnyBlog = new() { Id = Guid.NewGuid(), DisplayName = "Visit /blog/**", PagePath = "/blog/**" };

    /// <summary>What answers call absence, a sender can say too. It is one row, and filters find it whichever way it came about.</summary>
    [Fact]
    public void AValueThatReadsAsAbsentIsAbsent()
    {
        using var store = new QuestionStore([View("10:00").With("plan", "(none)"), View("10:01"), View("10:02").With("plan", "pro")]);

        Assert.Equal(["(none): 2", "pro: 1"], store.Ask($$"""{{Day}}, "metrics": ["pageviews"], "dimensions": ["event:props:plan"]"""));
        Assert.Equal([": 2"], store.Ask($$"""{{Day}}, "metrics": ["pageviews"], "filters": [["is", "event:props:plan", ["(none)"]]]"""));
        Assert.Equal([": 1"], store.Ask($$"""{{Day}}, "metrics": ["pageviews"], "filters": [["is_not", "event:props:plan", ["(none)"]]]"""));
    }

    [Fact]
    public void AVisitBelongsToEveryRangeThatItOverlaps()
    {
        using var store = new QuestionStore([View("2024-02-29 23:50"), View("2024-03-01 00:10", "/b")]);

        Assert.Equal([": 1, 1, 1, 0, 1200"], store.Ask($$"""{{Day}}, "metrics": ["visitors", "visits", "pageviews", "bounce_rate", "visit_duration"]"""));
        Assert.Equal(["2024-02-29: 1, 1, 1", "2024-03-01: 1, 1, 1"], store.Ask("""
            "date_range": ["2024-02-29", "2024-03-01"], "metrics": ["visitors", "visits", "pageviews"], "dimensions": ["time:day"]
            """));
    }

    [Fact]
    public void AVisitCountsInEveryHourThatItOverlapsButItsDurationOnlyWhereItEnds()
    {
        using var store = new QuestionStore([View("00:50"), View("01:10"), View("01:35"), View("02:01")]);

        Assert.Equal(["2024-03-01 00:00:00: 1, 1, 1, 0", "2024-03-01 01:00:00: 1, 1, 2, 0", "2024-03-01 02:00:00: 1, 1, 1, 4260"], store.Ask($$"""
            {{Day}}, "metrics": ["visitors", "visits", "pageviews", "visit_duration"], "dimensions": ["time:hour"]
            """));
    }

    [Fact]
    public void EntryAndExitPagesAreTheFirstAndLastPageviews()
    {
        using var store = new QuestionStore([Event("00:00", "signup", path: "/form"), View("00:01", "/a"), View("00:02", "/b"), Event("00:03", "signup", path: "/form")]);

        Assert.Equal(["/a: 1"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "dimensions": ["visit:entry_page"]"""));
        Assert.Equal(["/b: 1"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "dimensions": ["visit:exit_page"]"""));
        Assert.Equal([": 2, 4"], store.Ask($$"""{{Day}}, "metrics": ["pageviews", "events"], "filters": [["is", "visit:entry_page", ["/a"]]]"""));
    }

    [Fact]
    public void ByPageBounceRateAndDurationAreThoseOfVisitsThatEnteredThere()
    {
        using var store = new QuestionStore([View("00:00", "/a"), View("00:10", "/b"), View("00:00", "/a", 2), View("00:00", "/b", 3)]);

        Assert.Equal(["/a: 2, 2, 50, 300", "/b: 2, 2, 100, 0"], store.Ask($$"""
            {{Day}}, "metrics": ["visitors", "pageviews", "bounce_rate", "visit_duration"], "dimensions": ["event:page"]
            """));
    }

    [Fact]
    public void APageThatNobodyEnteredHasABounceRateOfZero()
    {
        using var store = new QuestionStore([View("00:00", "/a"), View("00:10", "/b")]);

        Assert.Equal(["/a: 1, 0", "/b: 1, 0"], store.Ask($$"""{{Day}}, "metrics": ["visitors", "bounce_rate"], "dimensions": ["event:page"]"""));
    }

    [Fact]
    public void AFilterOnAPageKeepsVisitsThatSawItAtAnyTime()
    {
        using var store = new QuestionStore([View("00:00", "/a"), View("00:10", "/b"), View("00:00", "/b", 2), View("00:00", "/c", 3)]);

        Assert.Equal([": 2, 2, 2, 50, 300"], store.Ask($$"""
            {{Day}}, "metrics": ["visitors", "visits", "pageviews", "bounce_rate", "visit_duration"], "filters": [["is", "event:page", ["/b"]]]
            """));
    }

    /// <summary>Also where nothing of its revenue is asked for: a currency that no metric needs is no part of the statement.</summary>
    [Fact]
    public void AGoalWithRevenueFiltersLikeAnyOther()
    {
        var sale = new Goal { Id = Guid.NewGuid(), DisplayName = "Sale", EventName = "sale", Currency = "EUR" };
        using var store = new QuestionStore([
            View("00:00"), Event("00:01", "sale") with { Amount = 12.5m, Currency = "EUR" }, Event("00:02", "sale") with { Amount = 7m, Currency = "USD" },
            View("00:00", visitor: 2),
        ])
        { Goals = [sale] };
        const string filter = "\"filters\": [[\"is\", \"event:goal\", [\"Sale\"]]]";

        Assert.Equal([": 1, 2, 50"], store.Ask($$"""{{Day}}, {{filter}}, "metrics": ["visitors", "events", "conversion_rate"]"""));
        Assert.Equal([": 1, €12.50"], store.Ask($$"""{{Day}}, {{filter}}, "metrics": ["visitors", "total_revenue"]"""));
    }

    [Fact]
    public void AHostnameFilterNextToAVisitDimensionBindsTheLandingHost()
    {
        using var store = new QuestionStore([
            View("00:00") with { Hostname = "two.example.org", Source = "Ad" }, View("00:05") with { Hostname = "one.example.org" },
            View("00:00", visitor: 2) with { Hostname = "one.example.org", Source = "Search" },
        ]);

        const string filter = "\"filters\": [[\"is\", \"event:hostname\", [\"one.example.org\"]]]";
        Assert.Equal(["Search: 1"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "dimensions": ["visit:source"], {{filter}}"""));
        Assert.Equal([": 2"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], {{filter}}"""));
        Assert.Equal(["/: 2"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "dimensions": ["visit:exit_page"], {{filter}}"""));
    }

    [Theory]
    [InlineData("\"contains_not\", \"event:props:plan\", [\"pro\"]", 1)]
    [InlineData("\"matches_not\", \"event:props:plan\", [\"^p\"]", 1)]
    [InlineData("\"is_not\", \"event:props:plan\", [\"pro\"]", 2)]
    [InlineData("\"is\", \"event:props:plan\", [\"(none)\"]", 1)]
    [InlineData("\"is_not\", \"event:props:plan\", [\"(none)\"]", 2)]
    public void NotContainingAPropertyNeedsTheProperty(string filter, int events)
    {
        using var store = new QuestionStore([Event("00:00", "buy").With("plan", "pro"), Event("00:01", "buy").With("plan", "free"), Event("00:02", "buy")]);

        Assert.Equal([$": {events}"], store.Ask($$"""{{Day}}, "metrics": ["events"], "filters": [[{{filter}}]]"""));
    }

    [Fact]
    public void EventsWithoutAPropertyAreARowOfTheirOwn()
    {
        using var store = new QuestionStore([Event("00:00", "buy").With("plan", "pro"), Event("00:01", "buy", 2).With("plan", "pro"), Event("00:02", "buy", 3)]);

        Assert.Equal(["pro: 2", "(none): 1"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "dimensions": ["event:props:plan"]"""));
    }

    [Fact]
    public void AConversionRateDividesByTheSameQuestionWithoutGoalsAndProperties()
    {
        using var store = new QuestionStore([
            View("00:00"), Event("00:01", "signup").With("plan", "pro"), View("00:00", visitor: 2), View("00:00", visitor: 3) with { Device = "Mobile" },
            Event("00:01", "signup", 3) with { Device = "Mobile" }, View("00:00", visitor: 4) with { Country = "US" },
        ])
        { Goals = [Signup] };

        const string goal = "[\"is\", \"event:goal\", [\"Signup\"]]";
        Assert.Equal([": 2, 50"], store.Ask($$"""{{Day}}, "metrics": ["visitors", "conversion_rate"], "filters": [{{goal}}]"""));
        Assert.Equal([": 1, 25"], store.Ask($$"""{{Day}}, "metrics": ["visitors", "conversion_rate"], "filters": [{{goal}}, ["is", "event:props:plan", ["pro"]]]"""));
        Assert.Equal([": 2, 66.67"], store.Ask($$"""{{Day}}, "metrics": ["visitors", "conversion_rate"], "filters": [{{goal}}, ["is", "visit:country", ["DE"]]]"""));
        Assert.Equal(["Desktop: 1, 25, 33.33", "Mobile: 1, 25, 100"], store.Ask($$"""
            {{Day}}, "metrics": ["visitors", "conversion_rate", "group_conversion_rate"], "dimensions": ["visit:device"], "filters": [{{goal}}]
            """));
    }

    [Fact]
    public void APercentageDividesByTheTotalWithoutTheBreakdown()
    {
        using var store = new QuestionStore([View("00:00"), View("00:00", visitor: 2), View("00:00", visitor: 3) with { Device = "Mobile" }]);

        Assert.Equal(["Desktop: 2, 66.67", "Mobile: 1, 33.33"], store.Ask($$"""{{Day}}, "metrics": ["visitors", "percentage"], "dimensions": ["visit:device"]"""));
    }

    [Theory]
    [InlineData("/blog/*", 1)]
    [InlineData("/blog/**", 2)]
    [InlineData("/*/2024/a", 1)]
    [InlineData("/blog.a", 0)]
    public void PageFiltersKnowOneStarAndTwo(string pattern, int pageviews)
    {
        using var store = new QuestionStore([View("00:00", "/blog/a"), View("00:01", "/blog/2024/a"), View("00:02", "/blog")]);

        Assert.Equal([$": {pageviews}"], store.Ask($$"""{{Day}}, "metrics": ["pageviews"], "filters": [["is", "event:page", ["{{pattern}}"]]]"""));
        Assert.Equal([$": {pageviews}"], store.Ask($$"""{{Day}}, "metrics": ["pageviews"], "filters": [["matches_wildcard", "event:page", ["{{pattern}}"]]]"""));
    }

    [Fact]
    public void AnEventCountsForEachGoalThatItReaches()
    {
        using var store = new QuestionStore([View("00:00", "/blog/a"), View("00:01", "/blog/2024/a"), Event("00:02", "signup", path: "/blog/a"), View("00:00", "/", 2)])
        {
            Goals = [AnyBlog, Blog, Signup],
        };

        Assert.Equal(["Visit /blog/**: 2, 1, 50", "Signup: 1, 1, 50", "Visit /blog/*: 1, 1, 50"], store.Ask($$"""
            {{Day}}, "metrics": ["events", "visitors", "conversion_rate"], "dimensions": ["event:goal"]
            """));
        Assert.Equal(["Signup: 1"], store.Ask($$"""{{Day}}, "metrics": ["events"], "dimensions": ["event:goal"], "filters": [["contains", "event:goal", ["ign"]]]"""));
    }

    [Fact]
    public void WhatVisitorsHaveDoneIsBoundByTheRangeAndNothingElse()
    {
        using var store = new QuestionStore([
            View("00:00", "/pricing"), View("05:00", "/home"),
            View("2024-02-28 00:00", "/pricing", 2), View("05:00", "/home", 2),
            View("05:00", "/home", 3),
        ]);

        Assert.Equal([": 1"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "filters": [["is", "event:page", ["/home"]], ["has_done", ["is", "event:page", ["/pricing"]]]]"""));
        Assert.Equal([": 2"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "filters": [["is", "event:page", ["/home"]], ["has_not_done", ["is", "event:page", ["/pricing"]]]]"""));
        Assert.Equal([": 2, 0"], store.Ask($$"""{{Day}}, "metrics": ["visits", "visit_duration"], "filters": [["has_done", ["is", "event:page", ["/pricing"]]]]"""));
    }

    [Fact]
    public void RowsGoByTimeThenByTheFirstMetricDescendingThenByTheDimension()
    {
        using var store = new QuestionStore([View("00:00", "/b"), View("00:01", "/a"), View("00:02", "/c"), View("00:00", "/c", 2)]);

        Assert.Equal(["/c: 2", "/a: 1", "/b: 1"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "dimensions": ["event:page"]"""));
        Assert.Equal(["/a: 1", "/b: 1", "/c: 2"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "dimensions": ["event:page"], "order_by": [["visitors", "asc"]]"""));
        Assert.Equal(["/c: 2"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "dimensions": ["event:page"], "pagination": {"limit": 1}"""));
        Assert.Equal(["/b: 1"], store.Ask($$"""{{Day}}, "metrics": ["visitors"], "dimensions": ["event:page"], "pagination": {"limit": 1, "offset": 2}"""));
    }
}
