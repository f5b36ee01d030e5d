using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events;

public sealed class LedgerTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task TheBooksTellWhatBecameOfEveryEventByHourOfReceipt()
    {
        var again = Some.Event(minutes: 5);
        store.Commit(
            [Some.Event(), again, again, Some.Event(minutes: -300, receivedAt: Some.Now.AddMinutes(70))],
            [
                Delta(LedgerEntry.Received, 6), Delta(LedgerEntry.Journalled, 4), Delta(LedgerEntry.Dropped, 2, DropReason.InvalidUrl),
                Delta(LedgerEntry.Quarantined, 1), Delta(LedgerEntry.OptOutKept, 1), Delta(LedgerEntry.Received, 1, hours: 1), Delta(LedgerEntry.Journalled, 1, hours: 1),
            ]);

        var hours = await ReadAsync();

        Assert.Equal([Some.Now, Some.Now.AddHours(1)], hours.Select(h => h.Hour));
        var first = hours[0];
        Assert.Equal((6, 4, 2, 1, 1, 2, 1), (first.Received, first.Journalled, first.Stored, first.Duplicate, first.Quarantined, first.Present, first.OptOutKept));
        Assert.Equal([new(DropReason.InvalidUrl, 2)], first.Dropped);
        Assert.Equal((1, 1, 1), (hours[1].Received, hours[1].Stored, hours[1].Present));
        Assert.Empty(LedgerBalance.Check(hours, _ => 0));
    }

    [Fact]
    public async Task ProjectsHaveBooksOfTheirOwn()
    {
        store.Commit(Some.Event(project: 2));

        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task WhatIsOutsideTheHoursAskedForIsLeftOut()
    {
        store.Commit(Some.Event(receivedAt: Some.Now.AddHours(-3)), Some.Event(receivedAt: Some.Now.AddHours(2)));

        Assert.Empty(await store.Store.Ledger.ReadAsync(Some.Project, Some.Now.AddMinutes(30), Some.Now.AddHours(2), TestStore.Cancellation));
        Assert.Single(await store.Store.Ledger.ReadAsync(Some.Project, Some.Now.AddMinutes(-170), Some.Now, TestStore.Cancellation));
    }

    [Fact]
    public async Task ARowThatVanishesIsADifference()
    {
        store.Commit([Some.Event(), Some.Event(minutes: 1)], [Delta(LedgerEntry.Received, 3), Delta(LedgerEntry.Journalled, 3)]);

        var differences = LedgerBalance.Check(await ReadAsync(), _ => 0);

        // One journalled event is neither stored nor said to wait.
        Assert.Equal([new LedgerDifference(Some.Now, "journalled = stored + duplicate + quarantined + waiting", 3, 2)], differences);
        Assert.Empty(LedgerBalance.Check(await ReadAsync(), _ => 1));
    }

    private static LedgerDelta Delta(LedgerEntry entry, long count, DropReason? reason = null, int hours = 0) =>
        new(Some.Project, Some.Now.AddHours(hours), entry, reason, count);

    private Task<IReadOnlyList<LedgerHour>> ReadAsync() =>
        store.Store.Ledger.ReadAsync(Some.Project, Some.Now.AddDays(-1), Some.Now.AddDays(1), TestStore.Cancellation);
}
