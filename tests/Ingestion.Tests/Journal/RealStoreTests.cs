using Footfall.Events;
using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Journal.Draining;
using Footfall.Storage.Events;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>The journal and the real store together.</summary>
public sealed class RealStoreTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("footfall-drain").FullName;
    private readonly PowerLossFiles files = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task EventsArriveOnceAcrossRestartsOfBoth()
    {
        var disk = files;
        var next = 1;
        for (var run = 0; run < 3; run++)
        {
            using var store = Open();
            using var journal = OpenFor(disk, store);
            using var drain = new JournalDrain(journal, Target(store), new FakeClock(), NullLogger.Instance);
            for (var i = 0; i < 4; i++)
            {
                await journal.AppendAsync(SomeEntry.With(next, next + 1) with { Drops = [new(DropReason.InvalidName, 1)] }, Cancel);
                next += 2;
                // The last ones of each run are left to the next.
                if (i == 1) drain.Step(hurry: true);
            }

            disk = disk.AfterPowerLoss();
        }

        using var last = Open();
        using var rest = OpenFor(disk, last);
        DrainAll(rest, last);
        Assert.Equal(Enumerable.Range(1, next - 1).Select(SomeEntry.Id).Order(), (await Column<Guid>(last, "SELECT id FROM events")).Order());
        Assert.Equal([24L], await Column<long>(last, $"SELECT sum(count)::BIGINT FROM ledger WHERE entry = {(int)LedgerEntry.Stored}"));
        Assert.Equal([36L], await Column<long>(last, $"SELECT sum(count)::BIGINT FROM ledger WHERE entry = {(int)LedgerEntry.Received}"));
    }

    [Fact]
    public async Task AnEventThatTheColumnsCannotHoldIsSetAside()
    {
        using var store = Open();
        using var journal = OpenFor(files, store);
        var entry = SomeEntry.With(Enumerable.Range(1, 50).ToArray());
        entry.Events[20].Revenue = new Revenue(decimal.MaxValue, "EUR");
        await journal.AppendAsync(entry, Cancel);
        DrainAll(journal, store);
        Assert.Equal([49L], await Column<long>(store, "SELECT count(*) FROM events"));
        Assert.Equal([1L], await Column<long>(store, $"SELECT sum(count)::BIGINT FROM ledger WHERE entry = {(int)LedgerEntry.Quarantined}"));
    }

    [Fact]
    public async Task ChainsOfVisitsTooLongToReadTogetherAreStoredInParts()
    {
        using var store = Open(new EventStoreOptions { VisitsReadAtOnce = 24 });
        using var journal = OpenFor(files, store);
        ulong[] visitors = [1, 2, 3];
        // Of each visitor sessions that overlap, and afterwards late events in the middle of all: more visits than may be read lie near them.
        var chains = visitors.SelectMany(visitor => Enumerable.Range(0, 60).SelectMany(at => new[] { Of(visitor, at, 0), Of(visitor, at, 25) }));
        var late = Enumerable.Range(20, 10).SelectMany(at => visitors.Select(visitor => Of(visitor, at, 10)));
        await journal.AppendAsync(EntryOf(chains), Cancel);
        DrainAll(journal, store);
        await journal.AppendAsync(EntryOf(late), Cancel);
        DrainAll(journal, store);

        Assert.Equal([390L], await Column<long>(store, "SELECT count(*) FROM events"));
        Assert.Equal([150L, 30L], await Column<long>(store, "SELECT count(*) FROM visits GROUP BY pageviews ORDER BY pageviews"));
        Assert.Equal([0L], await Column<long>(store, "SELECT count(*) FROM events e JOIN visits v USING (visit) WHERE e.session <> v.session"));
        Assert.Equal([390L], await Column<long>(store, $"SELECT sum(count)::BIGINT FROM ledger WHERE entry = {(int)LedgerEntry.Stored}"));
        Assert.Equal([390L], await Column<long>(store, $"SELECT sum(count)::BIGINT FROM ledger WHERE entry = {(int)LedgerEntry.Received}"));
        Assert.Empty(await Column<long>(store, $"SELECT 1::BIGINT FROM ledger WHERE entry = {(int)LedgerEntry.Quarantined}"));

        static Event Of(ulong visitor, int at, double after) => Some.Event((at * 20) + after, visitor, session: $"s{at}", clientVisitor: $"client {visitor}", receivedAt: SomeEntry.Received);
        static JournalEntry EntryOf(IEnumerable<Event> events) => new() { Project = new ProjectNumber(1), ReceivedAt = SomeEntry.Received, Events = [.. events] };
    }

    private static void DrainAll(EventJournal journal, EventStore store)
    {
        var clock = new FakeClock();
        using var drain = new JournalDrain(journal, Target(store), clock, NullLogger.Instance);
        for (var steps = 0; steps < 1000; steps++)
        {
            var delay = drain.Step(hurry: true);
            if (journal.Depth().Bytes == 0) return;
            clock.Advance(delay);
        }

        throw new InvalidOperationException("The journal does not drain.");
    }

    private static async Task<List<T>> Column<T>(EventStore store, string sql)
    {
        var rows = await store.Reader.QueryAsync(sql, [], QueryLimits.Default, Cancel);
        return [.. rows.Rows.Select(row => (T)row[0]!)];
    }

    private static DrainTarget Target(EventStore store) => new(store.ReadPosition, store.Commit, _ => { });

    private static EventJournal OpenFor(PowerLossFiles files, EventStore store) =>
        EventJournal.Open(files, OpenJournal.Options(null, 4096) with { DrainedTo = store.ReadPosition("local") }, TimeProvider.System, NullLogger.Instance);

    private EventStore Open(EventStoreOptions? options = null) => EventStore.Open(directory, options ?? new EventStoreOptions(), TimeProvider.System, NullLoggerFactory.Instance);
}
