using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Storage.Live;
using Footfall.Storage.Tests.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Live;

public sealed class LiveFeedTests : IDisposable
{
    private readonly FakeClock clock = new();
    private readonly LiveFeed feed;

    public LiveFeedTests() => feed = new LiveFeed(clock);

    public void Dispose() => feed.Dispose();

    [Fact]
    public void AWatcherSeesItsProjectsEventsInTheOrderOfCommits()
    {
        using var watcher = feed.Subscribe(Some.Project);
        Publish(Some.Event(name: "one"), Some.Event(project: 2));
        Publish(Some.Event(project: 2));
        Publish(Some.Event(name: "two"), Some.Event(name: "three"));

        Assert.Equal([["one"], ["two", "three"]], Read(watcher));
    }

    [Fact]
    public void ASlowWatcherIsDroppedAndToldAndNobodyWaitsForIt()
    {
        using var slow = feed.Subscribe(Some.Project);
        using var quick = feed.Subscribe(Some.Project);
        var seen = 0;
        for (var commit = 0; commit < 200; commit++)
        {
            Publish(Some.Event());
            seen += Read(quick).Count;
        }

        Assert.Equal((LiveEnd.Slow, LiveEnd.None), (slow.End, quick.End));
        Assert.Equal((200, 1L, 1), (seen, feed.DroppedWatchers, feed.Watchers));
        // What it was given before stays readable, then its channel ends.
        Assert.Equal(64, Read(slow).Count);
        Assert.True(slow.Batches.Completion.IsCompleted);
    }

    [Fact]
    public void AWatcherThatLeavesIsForgotten()
    {
        feed.Subscribe(Some.Project).Dispose();
        Publish(Some.Event());

        Assert.Equal((0, 0L), (feed.Watchers, feed.DroppedWatchers));
    }

    [Fact]
    public void AStopEndsEveryWatcherAndTakesNoNewOne()
    {
        using var watcher = feed.Subscribe(Some.Project);
        feed.Dispose();

        Assert.Equal(LiveEnd.Closed, watcher.End);
        Assert.True(watcher.Batches.Completion.IsCompleted);
        Assert.Throws<ObjectDisposedException>(() => feed.Subscribe(Some.Project));
    }

    [Fact]
    public void VisitorsOfTheLastFiveMinutesAreCountedOnceAndBotsNever()
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        Publish(
            Some.Event(visitor: 1), Some.Event(minutes: 1, visitor: 1), Some.Event(visitor: 2), Some.Event(visitor: 3, bot: "crawler"), Some.Event(visitor: null),
            Some.Event(visitor: 4, minutes: -10), Some.Event(visitor: 5, project: 2));

        Assert.Equal((2, 1), (feed.VisitorsNow(Some.Project), feed.VisitorsNow(new ProjectNumber(2))));
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(1, feed.VisitorsNow(Some.Project));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, feed.VisitorsNow(Some.Project));
    }

    [Fact]
    public void AClockOfTheFutureKeepsAVisitorNoLonger()
    {
        Publish(Some.Event(minutes: 300));
        Assert.Equal(1, feed.VisitorsNow(Some.Project));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, feed.VisitorsNow(Some.Project));
    }

    [Fact]
    public async Task VisitorsAreReadBackAfterAStart()
    {
        using var store = new TestStore();
        store.Commit(Some.Event(minutes: -1, visitor: ulong.MaxValue), Some.Event(minutes: -6, visitor: 2), Some.Event(visitor: 3, bot: "crawler"));

        await feed.RestoreAsync(store.Store.Reader, TestStore.Cancellation);

        Assert.Equal(1, feed.VisitorsNow(Some.Project));
    }

    private void Publish(params Event[] events) => feed.Publish([.. events.Select(e => new StoredEvent(e, null))]);

    private static List<List<string>> Read(LiveSubscription watcher)
    {
        List<List<string>> batches = [];
        while (watcher.Batches.TryRead(out var batch))
            batches.Add([.. batch.Events.Select(e => e.Event.Name)]);
        return batches;
    }
}
