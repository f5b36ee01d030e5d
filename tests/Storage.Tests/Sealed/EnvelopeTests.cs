using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Storage.Sealed;
using Footfall.Storage.Tests.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Sealed;

public sealed class EnvelopeTests : IDisposable
{
    private readonly TestStore store = new();

    [Fact]
    public async Task EnvelopesAreReadAsTheyWereStoredInTheOrderOfTheirNumbers()
    {
        store.CommitSealed([Some.Envelope(1), Some.Envelope(2, bytes: 65_536)]);
        var outcome = store.CommitSealed([Some.Envelope(3)]);
        Assert.Equal((1, 0, 3L), (outcome.Stored, outcome.Duplicates, Assert.Single(outcome.Envelopes).Number));
        var page = await PageAsync();
        Assert.Equal([1L, 2L, 3L], page.Select(stored => stored.Number));
        foreach (var (envelope, number) in page)
        {
            var original = Some.Envelope((int)number, bytes: number == 2 ? 65_536 : 200);
            Assert.Equal((original.Project, original.Epoch, original.Hour, original.Id), (envelope.Project, envelope.Epoch, envelope.Hour, envelope.Id));
            Assert.Equal(original.Bytes.ToArray(), envelope.Bytes.ToArray());
            Assert.Equal(original.Note.ToArray(), envelope.Note.ToArray());
        }
    }

    [Fact]
    public async Task PagesEndAtTheirLimitsAndGoOnWhereTheyEnded()
    {
        store.CommitSealed([.. Enumerable.Range(1, 50).Select(n => Some.Envelope(n, bytes: 1000))]);
        Assert.Equal(Enumerable.Range(11, 5), Ids(await PageAsync(after: 10, limit: 5)));
        Assert.Equal(Enumerable.Range(11, 3), Ids(await PageAsync(after: 10, bytes: 3500)));
        Assert.Equal([11], Ids(await PageAsync(after: 10, bytes: 1)));
        Assert.Empty(await PageAsync(after: 50));
    }

    [Fact]
    public async Task AProjectSeesItsOwnEnvelopesAndNumbers()
    {
        store.CommitSealed([Some.Envelope(1), Some.Envelope(2, project: 2), Some.Envelope(3)]);
        Assert.Equal([1, 3], Ids(await PageAsync()));
        Assert.Equal(1L, Assert.Single(await PageAsync(project: 2)).Number);
    }

    [Fact]
    public async Task ARepeatedEnvelopeIsADuplicateAcrossCommitsAndRestarts()
    {
        store.CommitSealed([Some.Envelope(1), Some.Envelope(1), Some.Envelope(2)]);
        store.Restart();
        var outcome = store.CommitSealed([Some.Envelope(2), Some.Envelope(3), Some.Envelope(2, project: 2)]);
        Assert.Equal((2, 1), (outcome.Stored, outcome.Duplicates));
        await store.Store.DuplicateFilterFilled;
        Assert.Equal((0, 1), Outcome(Some.Envelope(3, hour: Some.Now.AddDays(8))));
        Assert.Equal((1, 0), Outcome(Some.Envelope(1, hour: Some.Now.AddDays(8).AddHours(1))));
        Assert.Equal([1, 2, 3, 1], Ids(await PageAsync()));
    }

    [Fact]
    public async Task TwoIdsThatBeginAlikeAreTwo()
    {
        var first = Some.Envelope(1);
        store.CommitSealed([first, first with { Id = first.Id with { Low = 99 } }]);
        Assert.Equal(2, (await PageAsync()).Count);
    }

    [Fact]
    public async Task NumbersAreNotGivenOutAgain()
    {
        store.CommitSealed([Some.Envelope(1), Some.Envelope(2)]);
        store.Store.Removals.DeleteProject(Some.Project);
        store.Restart();
        store.CommitSealed([Some.Envelope(3)]);
        Assert.Equal(3L, Assert.Single(await PageAsync()).Number);
    }

    [Fact]
    public async Task TheBooksBalance()
    {
        LedgerDelta Delta(LedgerEntry entry, int count) => new(Some.Project, Some.Now, entry, null, count);
        store.CommitSealed([Some.Envelope(1), Some.Envelope(2), Some.Envelope(2)], [Delta(LedgerEntry.Received, 3), Delta(LedgerEntry.Journalled, 3)]);
        var hour = Assert.Single(await store.Store.Ledger.ReadAsync(Some.Project, Some.Now, Some.Now.AddHours(1), TestStore.Cancellation));
        Assert.Equal((2L, 1L, 2L), (hour.Stored, hour.Duplicate, hour.Present));
        Assert.Empty(LedgerBalance.Check([hour], _ => 0));
    }

    [Fact]
    public async Task ACommitThatFailsLeavesNothingAndIsRepeatedWhole()
    {
        var batch = new DrainBatch("main", new JournalPosition(9, 9), [Some.Event(), Unfit()], []) { Envelopes = [Some.Envelope(1)] };
        Assert.ThrowsAny<Exception>(() => store.Store.Commit(batch));
        Assert.Empty(await PageAsync());
        Assert.Equal(2, store.Store.Commit(batch with { Events = [Some.Event()] }).Stored);
        Assert.Equal(0, store.Store.Commit(batch with { Events = [Some.Event()] }).Stored);
        Assert.Equal(1L, Assert.Single(await PageAsync()).Number);
    }

    public void Dispose() => store.Dispose();

    private static Event Unfit()
    {
        var unfit = Some.Event();
        unfit.Revenue = new Revenue(decimal.MaxValue, "EUR");
        return unfit;
    }

    private static IEnumerable<int> Ids(IEnumerable<StoredEnvelope> page) => page.Select(stored => (int)stored.Envelope.Id.Low);

    private (int, int) Outcome(SealedEnvelope envelope)
    {
        var outcome = store.CommitSealed([envelope]);
        return (outcome.Stored, outcome.Duplicates);
    }

    private Task<IReadOnlyList<StoredEnvelope>> PageAsync(int project = 1, long after = 0, int limit = 1000, int bytes = 64 << 20) =>
        store.Store.Envelopes.PageAsync(new ProjectNumber(project), after, limit, bytes, TestStore.Cancellation);
}
