using Footfall.Ingestion.Journal.Draining;
using Footfall.Storage.Events;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>The drainer on its own thread.</summary>
public sealed class DrainerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly PowerLossFiles files = new();
    private readonly FakeStore store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsAppendedIsSoonStoredAndPublished()
    {
        using var journal = OpenJournal.On(files, store);
        using var drain = new RunningDrain(journal, store);
        var end = await journal.AppendAsync(SomeEntry.With(1, 2), Cancel);
        Assert.True(await drain.Drainer.WaitStoredAsync(end, Long, Cancel));
        Assert.Equal([1, 2], store.Numbers);
        await drain.FinishAsync();
        Assert.Equal([1, 2], store.Published.Select(stored => SomeEntry.NumberOf(stored.Event)));
    }

    [Fact]
    public async Task WaitingForAStoreThatDoesNotTakeItEnds()
    {
        using var journal = OpenJournal.On(files, store);
        store.Refusal = _ => new EventStoreUnavailableException("away") { Fault = EventStoreFault.Locked };
        using var drain = new RunningDrain(journal, store);
        var end = await journal.AppendAsync(SomeEntry.With(1), Cancel);
        Assert.False(await drain.Drainer.WaitStoredAsync(end, TimeSpan.FromMilliseconds(20), Cancel));
        using var gone = new CancellationTokenSource();
        var waiter = drain.Drainer.WaitStoredAsync(end, Long, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiter);
    }

    [Fact]
    public async Task AStopDrainsWhatIsThere()
    {
        using var journal = OpenJournal.On(files, store);
        using var drain = new RunningDrain(journal, store);
        for (var number = 1; number <= 500; number++) _ = await journal.AppendAsync(SomeEntry.With(number), Cancel);
        await drain.FinishAsync();
        Assert.Equal(Enumerable.Range(1, 500), store.Numbers);
        Assert.Equal(DrainerState.Stopped, drain.Drainer.Status.State);
    }

    [Fact]
    public async Task TheEndOfADrainerThatNobodyStoppedWaitsForItsThread()
    {
        using var journal = OpenJournal.On(files, store);
        using var entered = new ManualResetEventSlim();
        using var mayGoOn = new ManualResetEventSlim();
        store.Refusal = _ =>
        {
            entered.Set();
            mayGoOn.Wait(Long, Cancel);
            return null;
        };
        using var drain = new RunningDrain(journal, store);
        _ = await journal.AppendAsync(SomeEntry.With(1), Cancel);
        Assert.True(entered.Wait(Long, Cancel));

        var ending = new Thread(drain.Drainer.Dispose);
        ending.Start();
        Assert.True(SpinWait.SpinUntil(() => (ending.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0, Long));
        Assert.True(ending.IsAlive, "The drainer was gone while its thread was committing.");
        mayGoOn.Set();
        ending.Join();

        Assert.Equal([1], store.Numbers);
        Assert.Equal(DrainerState.Stopped, drain.Drainer.Status.State);
    }

    /// <summary>A drainer that fails when it is called after its end takes the journal's thread, and so the whole process, with it.</summary>
    [Fact]
    public async Task AJournalThatOutlivesItsDrainerGoesOn()
    {
        using var journal = OpenJournal.On(files, store);
        new Drainer(journal, store.Target, TimeProvider.System, NullLogger.Instance).Dispose();
        for (var number = 1; number <= 3; number++) _ = await journal.AppendAsync(SomeEntry.With(number), Cancel);
        Assert.Equal(3, journal.Depth().Events);
    }

    [Fact]
    public async Task AStartSaysThatItIsDrainingAndHowMuch()
    {
        using (var journal = OpenJournal.On(files)) await journal.AppendAsync(SomeEntry.With(1, 2, 3), Cancel);
        using var reopened = OpenJournal.On(files.AfterKill(), store);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var held = new ManualResetEventSlim();
        store.Refusal = _ =>
        {
            asked.TrySetResult();
            held.Wait();
            return null;
        };
        using var drain = new RunningDrain(reopened, store);
        await asked.Task.WaitAsync(Long, Cancel);
        var status = drain.Drainer.Status;
        Assert.Equal(DrainerState.Draining, status.State);
        Assert.Equal(3, status.EventsLeft);
        Assert.True(status.BytesLeft > 0);
        // A new event is taken meanwhile, and stored when the store goes on.
        var end = await reopened.AppendAsync(SomeEntry.With(4), Cancel);
        held.Set();
        Assert.True(await drain.Drainer.WaitStoredAsync(end, Long, Cancel));
        Assert.Equal(DrainerState.Steady, drain.Drainer.Status.State);
        Assert.Equal([1, 2, 3, 4], store.Numbers);
    }

    [Fact]
    public async Task ABacklogIsCommittedInLargeBatches()
    {
        using (var journal = OpenJournal.On(files))
        {
            for (var batch = 0; batch < 60; batch++) await journal.AppendAsync(SomeEntry.With(Enumerable.Range(batch * 1000, 1000).ToArray()), Cancel);
        }

        using var reopened = OpenJournal.On(files.AfterKill(), store);
        using var drain = new RunningDrain(reopened, store);
        Assert.True(await drain.Drainer.WaitStoredAsync(reopened.Recovered, Long, Cancel));
        Assert.Equal([20_000, 20_000, 20_000], store.CommitSizes);
    }
}
