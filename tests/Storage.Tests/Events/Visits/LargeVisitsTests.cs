using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Footfall.Storage.Tests.Events.Visits;

/// <summary>Visits with more events than are walked anew: a late event is counted in, whatever it would have changed.</summary>
public sealed class LargeVisitsTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 24;

    [Fact]
    public void ALateEventOfAHugeVisitReadsNoneOfItsEvents()
    {
        using var store = new TestStore();
        foreach (var some in Enumerable.Range(0, 30_000).Chunk(10_000))
            store.Commit([.. some.Select(at => Some.Event(at / 1_000.0, name: at % 2 == 0 ? EventNames.Pageview : EventNames.Scroll, path: "/" + at))]);

        Assert.InRange(Allocated(() => store.Commit(Some.Event(-5, path: "/late"))), 0, 4L << 20);
        Assert.Equal([Some.Now.AddMinutes(-5), 15_001L, "/0", "/29998"], store.Query("SELECT started_at, pageviews, entry_page, exit_page FROM visits").Single());
    }

    [Fact]
    public void LongTextsCountAsMoreThanOneEvent()
    {
        using var store = new TestStore(new EventStoreOptions { Threads = 1, WalkedEvents = 1_000 });
        var text = new string('x', 20_000);
        store.Commit([.. Enumerable.Range(0, 900).Select(at => From($"{text}{at}", at / 100.0, "/" + at))]);

        Assert.InRange(Allocated(() => store.Commit(Some.Event(-5))), 0, 4L << 20);
    }

    [Fact]
    public void EventsOfManyVisitorsAreReadAFewAtATime()
    {
        using var store = new TestStore(new EventStoreOptions { Threads = 1, WalkedEvents = 20 });
        ulong[] visitors = [.. Enumerable.Range(1, 50).Select(v => (ulong)v)];
        store.Commit([.. visitors.SelectMany(v => new[] { Some.Event(0, v, path: "/b"), Some.Event(40, v, path: "/d") })]);
        store.Commit([.. visitors.Select(v => Some.Event(20, v, path: "/c"))]);

        Assert.Equal([[50L, 50L]], store.Query("SELECT count(*), count(*) FILTER (pageviews = 3 AND entry_page = '/b' AND exit_page = '/d') FROM visits"));
    }

    [Fact]
    public void HeavyVisitsTakeNothingFromOthers()
    {
        using var store = new TestStore(new EventStoreOptions { Threads = 1, WalkedEvents = 20 });
        ulong[] heavy = [.. Enumerable.Range(1, 50).Select(v => (ulong)v)];
        store.Commit([.. heavy.SelectMany(v => Enumerable.Range(0, 20).Select(at => Some.Event(at, v, path: "/b")))]);
        store.Commit(Some.Event(0, visitor: 99, path: "/b"));
        store.Commit([.. heavy.Append(99UL).Select(v => Some.Event(-1, v, path: "/a"))]);

        Assert.Equal("/a", store.Value("SELECT entry_page FROM visits WHERE visitor = 99"));
        // 20 for the commit, and 8 for each of its 51 events.
        Assert.Equal((20 + (8 * 51) - 1) / 20, Convert.ToInt32(store.Value("SELECT count(*) FROM visits WHERE visitor <> 99 AND entry_page = '/a'")));
        Assert.Equal(50L, store.Value("SELECT count(*) FROM visits WHERE visitor <> 99 AND pageviews = 21"));
    }

    [Fact]
    public void ALateSessionOfItsOwnBeginsAVisit()
    {
        using var store = new TestStore(new EventStoreOptions { Threads = 1, WalkedEvents = 2 });
        store.Commit([.. Enumerable.Range(0, 5).Select(at => Some.Event(at * 10, session: "a", clientVisitor: "client"))]);
        store.Commit(Some.Event(15, session: "b", clientVisitor: "client"), Some.Event(16, session: "a", clientVisitor: "client"));

        Assert.Equal([["a", 6L, 1L], ["b", 1L, 2L]], store.Query("SELECT session, pageviews, visit_number FROM visits ORDER BY session"));
    }

    [Fact]
    public void WhatWasAttachedIsPutRightWhenTheVisitIsWalkedAfterAll()
    {
        using var store = new TestStore(new EventStoreOptions { Threads = 1, WalkedEvents = 2 });
        store.Commit(From("News", 0, "/b"), From("Search", 1, "/c"), From("News", 2, "/d"));
        store.Commit(Some.Event(-5, path: "/a"));
        Assert.Equal([Some.Now.AddMinutes(-5), "/b", "News"], store.Query("SELECT started_at, entry_page, source FROM visits").Single());

        store.Restart(new EventStoreOptions { Threads = 1 });
        store.Commit(Some.Event(-6, path: "/before"));
        store.Commit(From("News", -40, "/far"), Some.Event(-3, path: "/between", visitor: 2));

        Assert.Equal([["/far", "News"], ["/before", null]], store.Query("SELECT entry_page, source FROM visits WHERE visitor = 1 ORDER BY started_at"));
        Assert.Equal(
            [null, AcquisitionText.Pack(Source("News")), AcquisitionText.Pack(Source("Search")), AcquisitionText.Pack(Source("News"))],
            store.Query("SELECT own_acquisition FROM events WHERE path IN ('/a', '/b', '/c', '/d') ORDER BY path").Select(row => row[0]));
    }

    /// <summary>Whatever is not walked anew, rows of visits agree with the events that say they are theirs.</summary>
    [Fact]
    public void VisitsAgreeWithTheirEvents()
    {
        var arrivals = Gen.Choose(0, int.MaxValue - 1).Select(RandomArrival.Make);
        var property = Prop.ForAll(
            Arb.From(arrivals, a => a.Smaller()),
            a => Difference(a) is { } difference ? throw new Xunit.Sdk.XunitException($"{difference}\n{a}") : true);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), property);
    }

    private static string? Difference(RandomArrival arrival)
    {
        using var store = new TestStore(new EventStoreOptions { Threads = 1, WalkedEvents = 3, RecentVisits = arrival.Seed % 2 == 0 ? 2 : 40_000 });
        arrival.Commit(store);
        if ((long)store.Value("SELECT count(*) FROM events")! != arrival.Events.Count)
            return "events are missing";
        var wrong = store.Query("""
            SELECT v.visit, v.started_at, v.ended_at, v.pageviews, v.events FROM visits v FULL JOIN (
                SELECT visit, min(time) AS first, max(time) AS last, count(*) FILTER (name = 'pageview') AS pages,
                    count(*) FILTER (name NOT IN ('session_start', 'session_end', 'page_leave', 'scroll', 'engagement')) AS counted, bool_and(source IS NOT DISTINCT FROM s) AS same
                FROM (SELECT e.*, w.source AS s FROM events e LEFT JOIN visits w ON w.visit = e.visit) WHERE visit IS NOT NULL GROUP BY visit) e
            ON v.visit = e.visit
            WHERE v.started_at IS DISTINCT FROM e.first OR v.ended_at IS DISTINCT FROM e.last OR v.pageviews IS DISTINCT FROM e.pages OR v.events IS DISTINCT FROM e.counted OR NOT same
            """);
        return wrong.Count == 0 ? null : string.Join('\n', wrong.Select(row => string.Join(' ', row)));
    }

    /// <summary>Bytes that a commit allocates, all of it on the thread that calls.</summary>
    private static long Allocated(Action commit)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        commit();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Acquisition Source(string source) => new() { Source = source };

    private static Event From(string source, double minutes, string path)
    {
        var e = Some.Event(minutes, path: path);
        e.Acquisition = Source(source);
        return e;
    }
}
