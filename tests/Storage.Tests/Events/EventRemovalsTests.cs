using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events;

/// <summary>What is removed is gone from every table, is in the books, and leaves visits that say what remains.</summary>
public sealed class EventRemovalsTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task WhatIsOlderThanAProjectKeepsExpiresByTheTimeOfTheEvent()
    {
        Commit(Some.Event(minutes: -120), Some.Event(minutes: 0), Some.Event(minutes: -120, project: 2, visitor: 9));

        Assert.Equal(1, store.Store.Removals.DeleteExpired(Some.Project, Some.Now));

        Assert.Equal([1L, 2L], store.Query("SELECT project FROM events ORDER BY project").Select(row => row[0]));
        Assert.Equal(2L, store.Value("SELECT count(*) FROM visits"));
        var hours = await BooksAsync();
        Assert.Equal((1, 0), (hours.Sum(h => h.Expired), hours.Sum(h => h.Erased)));
        Assert.Equal(Some.Now.AddHours(-2), hours.Single(h => h.Expired > 0).Hour);
    }

    [Fact]
    public async Task AVisitThatLosesTheEventOfItsFirstTouchKeepsIt()
    {
        var start = Some.Event(minutes: -20, name: EventNames.SessionStart, clientVisitor: "client");
        start.FirstTouch = new Acquisition { Source = "Search", UtmCampaign = "spring" };
        Commit(start, Some.Event(minutes: -10, clientVisitor: "client"), Some.Event(minutes: 5, clientVisitor: "client"));

        store.Store.Removals.DeleteExpired(Some.Project, Some.Now.AddMinutes(-15));

        Assert.Equal(["Search", "spring"], store.Query("SELECT first_source, first_utm_campaign FROM visits").Single());
        // A late event has the visit made anew from its rows.
        Commit(Some.Event(minutes: -5, path: "/late", clientVisitor: "client"));
        Assert.Equal([3L, "Search", "spring"], store.Query("SELECT pageviews, first_source, first_utm_campaign FROM visits").Single());
        await BooksAsync();
    }

    [Fact]
    public async Task AVisitThatLosesItsBeginningKeepsWhereItCameFrom()
    {
        var first = Some.Event(minutes: -20, path: "/landing");
        first.Acquisition = new Acquisition { Source = "Search" };
        var second = Some.Event(minutes: -10, path: "/pricing");
        second.Acquisition = new Acquisition { Source = "News" };
        Commit(first, second, Some.Event(minutes: 5, path: "/buy"));

        store.Store.Removals.DeleteExpired(Some.Project, Some.Now.AddMinutes(-15));

        Assert.Equal(
            [Some.Now.AddMinutes(-10), Some.Now.AddMinutes(5), 2L, "/pricing", "/buy", "Search"],
            store.Query("SELECT started_at, ended_at, pageviews, entry_page, exit_page, source FROM visits").Single());
        // A late event has the visit made anew from its rows: it still is a search visit.
        Commit(Some.Event(minutes: -5, path: "/late"));
        Assert.Equal([3L, "Search"], store.Query("SELECT pageviews, source FROM visits").Single());
        Assert.Equal(["Search"], store.Query("SELECT DISTINCT source FROM events").Select(row => row[0]));
        await BooksAsync();
    }

    [Fact]
    public async Task AVisitorIsErasedFromOneProjectOnly()
    {
        Commit(Some.Event(visitor: 7), Some.Event(visitor: 8), Some.Event(visitor: 7, project: 2), Some.Event(visitor: null));

        Assert.Equal(1, store.Store.Removals.Erase(Some.Project, new VisitorId(7)));

        Assert.Equal(0L, store.Value("SELECT count(*) FROM events WHERE visitor = 7 AND project = 1"));
        Assert.Equal(0L, store.Value("SELECT count(*) FROM visits WHERE visitor = 7 AND project = 1"));
        Assert.Equal(3L, store.Value("SELECT count(*) FROM events"));
        Assert.Equal(1, (await BooksAsync()).Sum(h => h.Erased));
    }

    [Fact]
    public async Task DemoTrafficIsRemovedWhole()
    {
        Commit(Some.Event(), Demo(1), Demo(50));

        Assert.Equal(2, store.Store.Removals.DeleteDemo(Some.Project));

        Assert.Equal(1L, store.Value("SELECT count(*) FROM events"));
        Assert.Equal(1L, store.Value("SELECT count(*) FROM visits"));
        Assert.Equal(2, (await BooksAsync()).Sum(h => h.Erased));
    }

    [Fact]
    public async Task AProjectIsRemovedAndItsBooksStay()
    {
        Commit(Some.Event(), Some.Event(minutes: 1), Some.Event(project: 2));

        Assert.Equal(2, store.Store.Removals.DeleteProject(Some.Project));

        Assert.Equal([[2L]], store.Query("SELECT project FROM events"));
        var hour = Assert.Single(await BooksAsync());
        Assert.Equal((2, 2, 0), (hour.Stored, hour.Erased, hour.Present));
    }

    [Fact]
    public void AVisitGoesOnAfterARemoval()
    {
        Commit(Some.Event(minutes: -40), Some.Event(minutes: -20), Some.Event(minutes: 0));
        store.Store.Removals.DeleteExpired(Some.Project, Some.Now.AddMinutes(-30));
        Commit(Some.Event(minutes: 10));
        store.Restart();
        Commit(Some.Event(minutes: 20));

        Assert.Equal([4L], store.Query("SELECT pageviews FROM visits").Single());
        Assert.Equal(1L, store.Value("SELECT count(DISTINCT visit) FROM events"));
    }

    [Fact]
    public void WhereNothingIsOldNothingHappens()
    {
        Commit(Some.Event());

        Assert.Equal(0, store.Store.Removals.DeleteExpired(Some.Project, Some.Now));
        Assert.Equal(0L, store.Value("SELECT count(*) FROM ledger WHERE entry = ?", (int)LedgerEntry.Expired));
    }

    private static Event Demo(double minutes)
    {
        var e = Some.Event(minutes, visitor: 2);
        e.Demo = true;
        return e;
    }

    private void Commit(params Event[] events) => store.Commit(
        events,
        [.. events.SelectMany(e => new[] { LedgerEntry.Received, LedgerEntry.Journalled }
            .Select(entry => new LedgerDelta(e.Project, e.ReceivedAt.Date.AddHours(e.ReceivedAt.Hour), entry, null, 1)))]);

    /// <summary>The books of the first project, which must balance.</summary>
    private async Task<IReadOnlyList<LedgerHour>> BooksAsync()
    {
        var hours = await store.Store.Ledger.ReadAsync(Some.Project, Some.Now.AddDays(-1), Some.Now.AddDays(1), TestStore.Cancellation);
        Assert.Empty(LedgerBalance.Check(hours, _ => 0));
        return hours;
    }
}
