using Footfall.Events;
using Footfall.Storage.Events.Visits;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events.Visits;

/// <summary>The rule of visits, case by case, on the real store.</summary>
public sealed class VisitsTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData(29.999, 1)]
    [InlineData(30, 2)]
    public void AVisitIsOverAfterHalfAnHourWithoutEvents(double minutes, int visits)
    {
        store.Commit(Some.Event());
        store.Commit(Some.Event(minutes));

        Assert.Equal(visits, VisitCount);
    }

    [Fact]
    public void ALateEventJoinsTwoVisits()
    {
        store.Commit(Some.Event(0, path: "/a"), Some.Event(50, path: "/c"));
        Assert.Equal(2, VisitCount);

        store.Commit(Some.Event(25, path: "/b"));

        Assert.Equal([1L, 3L, "/a", "/c"], store.Query("SELECT visit, pageviews, entry_page, exit_page FROM visits").Single());
        Assert.Equal([[1L]], store.Query("SELECT DISTINCT visit FROM events"));
    }

    [Fact]
    public void AnEarlierEventBecomesTheEntryAndTellsWhereTheVisitCameFrom()
    {
        store.Commit(From("News", 10, "/second"));
        store.Commit(From("Search", 0, "/first"));

        Assert.Equal([Some.Now, "/first", "/second", "Search"], store.Query("SELECT started_at, entry_page, exit_page, source FROM visits").Single());
        Assert.Equal([["Search"]], store.Query("SELECT DISTINCT source FROM events"));
    }

    [Fact]
    public void AnImportOfThePastMakesItsVisitsBesideTheOnesOfToday()
    {
        store.Commit(Some.Event());
        store.Restart();
        const double YearAgo = -365 * 24 * 60;
        store.Commit(Some.Event(YearAgo), Some.Event(YearAgo + 10), Some.Event(YearAgo + 100));
        store.Commit(Some.Event(5));

        Assert.Equal([2L, 1L, 2L], store.Query("SELECT pageviews FROM visits ORDER BY started_at").Select(row => row[0]));
    }

    [Fact]
    public void ALateEventOfAnotherSessionSplitsWhatWasOneVisit()
    {
        // Without a session the last event belongs to whatever came before it: first to a, then to b.
        store.Commit(Identified(0, "a"), Identified(20, null));
        Assert.Equal(1, VisitCount);

        store.Commit(Identified(10, "b"));

        Assert.Equal([["a", 1L], ["b", 2L]], store.Query("SELECT session, pageviews FROM visits ORDER BY session"));
    }

    [Fact]
    public void ASessionIsKeptAsTheClientSentIt()
    {
        store.Commit(Identified(0, "tab-1"), Identified(1, "tab-2"), Identified(2, "tab-1"));

        Assert.Equal([["tab-1", 2L], ["tab-2", 1L]], store.Query("SELECT session, pageviews FROM visits ORDER BY session"));
        Assert.Equal(["tab-1", "tab-2", "tab-1"], store.Query("SELECT session FROM events ORDER BY time").Select(row => row[0]));
    }

    [Fact]
    public void ASessionTooManyJoinsTheLatestVisit()
    {
        for (var tab = 1; tab <= VisitRule.MostOpen; tab++)
            store.Commit(Identified(tab, "tab-" + tab));
        store.Commit(Identified(20, "tab-3"));
        store.Commit(Identified(21, "one-more"));

        Assert.Equal(VisitRule.MostOpen, VisitCount);
        Assert.Equal(3L, store.Value("SELECT pageviews FROM visits WHERE session = 'tab-3'"));
        Assert.Equal(1L, store.Value("SELECT count(*) FROM events WHERE session = 'one-more'"));
    }

    [Fact]
    public void ASessionForEachEventMakesNoMoreVisitsThanMayBeOpen()
    {
        const int Events = 5_000;
        foreach (var some in Enumerable.Range(0, Events).Chunk(1_000))
            store.Commit([.. some.Select(at => Identified(at / 1_000.0, "s" + at))]);
        // A late one makes all of them be walked anew.
        store.Commit(Identified(0.5, "late"));

        Assert.Equal(VisitRule.MostOpen, VisitCount);
        Assert.Equal(Events + 1L, Convert.ToInt64(store.Value("SELECT sum(events) FROM visits")));
    }

    [Fact]
    public void VisitsOfIdentifiedVisitorsAreNumberedInTheOrderOfTheirStart()
    {
        store.Commit(Identified(0, null));
        store.Commit(Identified(100, null));
        store.Restart();
        store.Commit(Identified(50, null));

        Assert.Equal([1L, 2L, 3L], store.Query("SELECT visit_number FROM visits ORDER BY started_at").Select(row => row[0]));
    }

    [Fact]
    public void WhatABotDoesNeverJoinsAPersonsVisit()
    {
        store.Commit(Some.Event(0), Some.Event(1, bot: "crawler"), Some.Event(2));

        Assert.Equal([[null, 2L], ["crawler", 1L]], store.Query("SELECT bot_reason, pageviews FROM visits ORDER BY bot_reason NULLS FIRST"));
    }

    [Fact]
    public void TheSameVisitorInAnotherProjectIsSomebodyElse()
    {
        store.Commit(Some.Event(0), Some.Event(1, project: 2));

        Assert.Equal(2, VisitCount);
    }

    [Fact]
    public void AVisitRunsOnOverMidnight()
    {
        store.Commit(Some.Event(12 * 60 - 5));
        store.Commit(Some.Event(12 * 60 + 5));

        Assert.Equal([1L, 2L], store.Query("SELECT count(*) OVER (), pageviews FROM visits").Single());
    }

    [Theory]
    [InlineData("page_leave", true, true)]
    [InlineData("scroll", true, true)]
    [InlineData("click", true, false)]
    [InlineData("click", false, true)]
    [InlineData("pageview", true, false)]
    public void ABounceIsOnePageviewWithoutAnInteraction(string name, bool interactive, bool bounce)
    {
        var second = Some.Event(1, name: name);
        second.Interactive = interactive;
        store.Commit(Some.Event(), second);

        Assert.Equal(bounce, store.Value("SELECT is_bounce FROM visits"));
    }

    [Fact]
    public void TheFirstTouchIsThatOfTheFirstEventThatTellsOne()
    {
        store.Commit(Identified(0, null), Touched(2, new Acquisition { Source = "Search", UtmCampaign = "late" }));
        store.Commit(Touched(1, new Acquisition { Source = "News", Referrer = "news.example/1", Channel = "Referral", UtmCampaign = "early" }));
        store.Restart();
        store.Commit(Touched(3, Acquisition.Direct));

        Assert.Equal(
            ["News", "news.example/1", "Referral", null, "early"],
            store.Query("SELECT first_source, first_referrer, first_channel, first_utm_source, first_utm_campaign FROM visits").Single());
    }

    [Fact]
    public void ADirectFirstTouchIsSomethingElseThanNone()
    {
        store.Commit(Touched(0, Acquisition.Direct), Identified(100, null));

        Assert.Equal(
            [["Direct / None", "Direct / None", "Direct"], [null, null, null]],
            store.Query("SELECT first_source, first_referrer, first_channel FROM visits ORDER BY started_at"));
    }

    private int VisitCount => (int)(long)store.Value("SELECT count(*) FROM visits")!;

    private static Event Identified(double minutes, string? session) => Some.Event(minutes, session: session, clientVisitor: "client");

    private static Event Touched(double minutes, Acquisition first)
    {
        var e = Some.Event(minutes, name: EventNames.SessionStart, clientVisitor: "client");
        e.FirstTouch = first;
        return e;
    }

    private static Event From(string source, double minutes, string path)
    {
        var e = Some.Event(minutes, path: path);
        e.Acquisition = new Acquisition { Source = source };
        return e;
    }
}
