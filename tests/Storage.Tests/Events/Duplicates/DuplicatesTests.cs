using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events.Duplicates;

/// <summary>An id counts once a project within eight days of its first receipt: in a batch, across batches, restarts and failures.</summary>
public sealed class DuplicatesTests : IDisposable
{
    private static readonly Guid Id = Guid.Parse("01a20262-0000-7000-8000-000000000001");

    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public void AnIdCountsOnceInABatchAndAcrossBatches()
    {
        var first = store.Commit(Some.Event(id: Id), Some.Event(id: Id, minutes: 1));
        var second = store.Commit(Some.Event(id: Id, minutes: 2));

        Assert.Equal((1, 1), (first.Stored, first.Duplicates));
        Assert.Equal((0, 1), (second.Stored, second.Duplicates));
        Assert.Empty(second.Events);
        Assert.Equal(1L, store.Value("SELECT count(*) FROM events"));
    }

    [Fact]
    public void TheSameIdInAnotherProjectIsAnotherEvent()
    {
        store.Commit(Some.Event(id: Id));

        Assert.Equal(2, store.Commit(Some.Event(id: Id, project: 2), Some.Event(id: Id, project: 3)).Stored);
    }

    [Fact]
    public async Task EveryIdIsStillKnownAfterARestart()
    {
        var events = Enumerable.Range(0, 3_000).Select(i => Some.Event(minutes: i)).ToArray();
        store.Commit(events);
        store.Restart();
        // Before the filter is filled the store is asked, afterwards the filter.
        Assert.Equal(1_500, store.Commit(events[..1_500]).Duplicates);
        await store.Store.DuplicateFilterFilled;
        Assert.Equal(3_000, store.Commit(events).Duplicates);
        Assert.Equal(3_000L, store.Value("SELECT count(*) FROM events"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(8 * 24, 1)]
    [InlineData((8 * 24) + 1, 0)]
    public async Task AnIdIsRememberedForEightDaysOfReceipt(int hoursLater, int duplicates)
    {
        await store.Store.DuplicateFilterFilled;
        store.Commit(Some.Event(id: Id));
        store.Clock.Advance(TimeSpan.FromHours(hoursLater));
        var again = Some.Event(id: Id, receivedAt: Some.Now.AddHours(hoursLater));

        Assert.Equal(duplicates, store.Commit(again).Duplicates);

        store.Restart();
        await store.Store.DuplicateFilterFilled;
        Assert.Equal(1, store.Commit(again).Duplicates);
    }

    [Fact]
    public async Task AFilterThatHasNoMemoryAsksTheStore()
    {
        using var poor = new TestStore(new EventStoreOptions { Threads = 1, DuplicateFilterBytes = 0 });
        await poor.Store.DuplicateFilterFilled;
        var events = Enumerable.Range(0, 200).Select(i => Some.Event(minutes: i)).ToArray();
        poor.Commit(events);
        poor.Clock.Advance(TimeSpan.FromDays(3));
        poor.Commit(Some.Event(minutes: 3 * 24 * 60));

        Assert.Equal(200, poor.Commit(events).Duplicates);
    }

    [Fact]
    public void ACommitThatFailedMakesNoDuplicates()
    {
        var unfit = Some.Event();
        unfit.Revenue = new Revenue(decimal.MaxValue, "EUR");
        Assert.ThrowsAny<Exception>(() => store.Commit(Some.Event(id: Id), unfit));

        Assert.Equal(1, store.Commit(Some.Event(id: Id)).Stored);
    }

    [Fact]
    public void AClockThatStepsBackForgetsNothing()
    {
        store.Commit(Some.Event(id: Id));
        store.Clock.StepTo(Some.Now.AddDays(40));
        store.Commit(Some.Event(minutes: 40 * 24 * 60));
        store.Clock.StepTo(Some.Now.AddHours(1));

        Assert.Equal(1, store.Commit(Some.Event(id: Id, receivedAt: Some.Now.AddHours(1))).Duplicates);
    }
}
