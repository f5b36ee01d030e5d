using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events.Visits;

/// <summary>
/// One visitor's sessions that overlap, each near the next: a late event bears on the whole chain, of which no more is read than is allowed. The right
/// answer is plain here: each session is one visit.
/// </summary>
public sealed class LongChainsTests
{
    private const int Sessions = 100;
    private const int Apart = 20;
    private const int Late = 40;

    [Theory]
    [InlineData(1, 40_000)]
    [InlineData(2, 40_000)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    public void ALateEventOfAChainTooLongToReadIsCountedIntoItsSession(int seed, int remembered)
    {
        var random = new Random(seed);
        using var store = new TestStore(new EventStoreOptions { Threads = 1, VisitsReadAtOnce = 40, RecentVisits = remembered });
        var events = Chain();
        store.Commit([.. events]);
        var notWalked = 0;
        for (var late = 0; late < Late; late++)
        {
            var at = random.Next(5, Sessions - 8);
            Event[] news = [.. Enumerable.Range(0, random.Next(1, 4)).Select(more => LateEvent(at + more, random))];
            notWalked += store.Commit(news).NotWalked;
            events.AddRange(news);
            if (random.Next(10) == 0)
                store.Restart();
        }

        Assert.InRange(notWalked, Late / 2, events.Count);
        Assert.Equal(BySession(events), Visits(store));
        Assert.Equal(0L, store.Value("SELECT count(*) FROM events e JOIN visits v USING (visit) WHERE e.session <> v.session OR e.source IS DISTINCT FROM v.source"));
        Assert.Equal(0L, store.Value("SELECT count(*) FROM (SELECT visit_number AS told, row_number() OVER (ORDER BY started_at, visit) AS right_one FROM visits) WHERE told <> right_one"));
        Assert.Equal((long)events.Count, store.Value($"SELECT sum(count)::BIGINT FROM ledger WHERE entry = {(int)LedgerEntry.Stored}"));
    }

    [Fact]
    public void AChainThatMayBeReadIsWalked()
    {
        using var store = new TestStore(new EventStoreOptions { Threads = 1, VisitsReadAtOnce = Sessions });
        store.Commit([.. Chain()]);

        Assert.Equal(0, store.Commit(Of(50, 10, "/late")).NotWalked);
        Assert.Equal(3L, store.Value("SELECT pageviews FROM visits WHERE session = 's50'"));
    }

    [Fact]
    public void TheVisitsOfSeveralAreNotReadInParts()
    {
        using var store = new TestStore(new EventStoreOptions { Threads = 1, VisitsReadAtOnce = 30 });
        store.Commit([.. Chain(), .. Chain(visitor: 2)]);
        Event[] both = [Of(50, 10, "/late"), Of(50, 10, "/late", visitor: 2)];

        // The drainer halves it, until each stands alone.
        Assert.Throws<CommitTooLargeException>(() => store.Commit(both));
        Assert.Equal(2, both.Sum(one => store.Commit(one).NotWalked));
        Assert.Equal([[3L], [3L]], store.Query("SELECT pageviews FROM visits WHERE session = 's50'"));
    }

    private static List<Event> Chain(ulong visitor = 1) =>
        [.. Enumerable.Range(0, Sessions).SelectMany(at => new[] { Of(at, 0, "/first", visitor), Of(at, 25, "/last", visitor) })];

    /// <summary>Before, within or after a session that is there, or one of its own.</summary>
    private static Event LateEvent(int at, Random random)
    {
        return random.Next(5) switch
        {
            0 => Of(at, -random.Next(1, 9), "/before"),
            1 => Of(at, 25 + random.Next(1, 9), "/after"),
            2 => Some.Event((at * Apart) + 7, session: $"new{random.Next()}", clientVisitor: "client"),
            _ => Of(at, random.Next(1, 25), "/between"),
        };
    }

    private static Event Of(int session, double after, string path, ulong visitor = 1) =>
        Some.Event((session * Apart) + after, visitor, path: path, session: $"s{session}", clientVisitor: $"client{visitor}");

    private static List<string> BySession(List<Event> events) =>
        [.. events.GroupBy(e => e.Session).Select(s => $"{s.Key} {s.Min(e => e.Time):O} {s.Max(e => e.Time):O} {s.Count()} {s.Count()}").Order(StringComparer.Ordinal)];

    private static List<string> Visits(TestStore store) =>
        [.. store.Query("SELECT session, started_at, ended_at, pageviews, events FROM visits").Select(v => $"{v[0]} {v[1]:O} {v[2]:O} {v[3]} {v[4]}").Order(StringComparer.Ordinal)];
}
