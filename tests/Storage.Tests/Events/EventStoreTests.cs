using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events;

public sealed class EventStoreTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public void AnEventIsKeptWithAllItsFields()
    {
        var e = Everything();
        var outcome = store.Commit(e);

        Assert.Equal(1, outcome.Stored);
        Assert.Equal(1, outcome.Events[0].Visit);
        var row = Assert.Single(store.Query("SELECT * EXCLUDE (own_acquisition) FROM events"));
        Assert.Equal(
            [
                3L, e.Id, e.Time, e.ReceivedAt.AddMilliseconds(-500), "purchase", ulong.MaxValue, 1L, "client-1", "session-1", "user-1", "example.org", "/buy", "?a=b", "Buy",
                "news.example/1", "News", "news.example/2", "Referral", "s", "m", "c", "n", "t", "gclid", "Firefox", "128", "Linux", "6.1", "Desktop",
                "DE", "DE-BE", "Berlin", "de-DE", 1920L, 1080L, 4_000_000_000L, 100L, 7L, 42.505m, "EUR", false, null, true, true, "footfall.js/0.1.0",
            ],
            row[..45]);
        Assert.Equal(new Dictionary<string, object?> { ["plan"] = "pro", ["seats"] = "3" }, row[45]);
        Assert.Equal(new Dictionary<string, object?> { ["seats"] = 3.0 }, row[46]);
        Assert.Equal(new Dictionary<string, object?> { ["deployment"] = "dep_1" }, row[47]);
    }

    [Fact]
    public void WhatIsAbsentIsNull()
    {
        store.Commit(Some.Event(visitor: null, path: null));

        var nulls = store.Query("SELECT * FROM events")[0].Count(value => value is null);
        Assert.Equal(40, nulls);
    }

    [Fact]
    public void ABatchThatWasCommittedBeforeChangesNothing()
    {
        var batch = new DrainBatch("main", new JournalPosition(4, 100), [Some.Event()], []);
        store.Store.Commit(batch);

        Assert.Equal(CommitOutcome.Nothing, store.Store.Commit(batch));
        Assert.Equal(CommitOutcome.Nothing, store.Store.Commit(batch with { To = new JournalPosition(3, 900), Events = [Some.Event()] }));
        Assert.Equal(new JournalPosition(4, 100), store.Store.ReadPosition("main"));
        Assert.Equal(1L, store.Value("SELECT count(*) FROM events"));
    }

    [Fact]
    public void PositionsOfJournalsAreTheirOwnAndSurviveARestart()
    {
        store.Store.Commit(new DrainBatch("a", new JournalPosition(1, 5), [], []));
        store.Store.Commit(new DrainBatch("b", new JournalPosition(2, 7), [], []));
        store.Restart();

        Assert.Equal(new JournalPosition(1, 5), store.Store.ReadPosition("a"));
        Assert.Equal(new JournalPosition(2, 7), store.Store.ReadPosition("b"));
        Assert.Equal(default, store.Store.ReadPosition("c"));
    }

    [Fact]
    public void AnEventWithoutAVisitorHasNoVisit()
    {
        var outcome = store.Commit(Some.Event(visitor: null));

        Assert.Null(outcome.Events[0].Visit);
        Assert.Null(store.Value("SELECT visit FROM events"));
        Assert.Equal(0L, store.Value("SELECT count(*) FROM visits"));
    }

    private static Event Everything() => new()
    {
        Project = new ProjectNumber(3),
        Id = Guid.Parse("ffffffff-ffff-7fff-bfff-ffffffffffff"),
        Time = Some.Now.AddMilliseconds(123),
        ReceivedAt = Some.Now.AddMilliseconds(500),
        Name = "purchase",
        Visitor = new VisitorId(ulong.MaxValue),
        ClientVisitor = "client-1",
        Session = "session-1",
        User = "user-1",
        Hostname = "example.org",
        Path = "/buy",
        UrlQuery = "?a=b",
        Title = "Buy",
        Referrer = "news.example/1",
        Acquisition = new Acquisition
        {
            Source = "News",
            Referrer = "news.example/2",
            Channel = "Referral",
            UtmSource = "s",
            UtmMedium = "m",
            UtmCampaign = "c",
            UtmContent = "n",
            UtmTerm = "t",
            ClickId = "gclid",
        },
        Client = new Client("Firefox", "128", "Linux", "6.1", "Desktop"),
        Place = new Place("DE", "DE-BE", "Berlin"),
        Language = "de-DE",
        ScreenWidth = 1920,
        ScreenHeight = 1080,
        EngagementMs = 4_000_000_000,
        ScrollDepth = 100,
        DurationMs = 7,
        Revenue = new Revenue(42.505m, "EUR"),
        Interactive = false,
        OptedOut = true,
        Demo = true,
        Library = "footfall.js/0.1.0",
        Props = [new("plan", "pro"), new("seats", "3")],
        Numbers = [new("seats", 3)],
        Groups = [new("deployment", "dep_1")],
    };
}
