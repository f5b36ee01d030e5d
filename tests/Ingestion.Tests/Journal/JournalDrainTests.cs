using Footfall.Events;
using Footfall.Ingestion.Journal.Draining;
using Footfall.Ingestion.Journal.Segments;
using Footfall.Storage.Events;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>The way from the journal into a store that is slow to agree.</summary>
public sealed class JournalDrainTests
{
    private readonly PowerLossFiles files = new();
    private readonly FakeStore store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARefusedCommitIsRepeatedAndCountedOnce()
    {
        using var journal = OpenJournal.On(files, store);
        await journal.AppendAsync(SomeEntry.With(1, 2), Cancel);
        var refusals = 7;
        store.Refusal = _ => refusals-- > 0 ? new EventStoreUnavailableException("locked") { Fault = EventStoreFault.Locked } : null;
        journal.DrainInto(store);
        Assert.Equal([1, 2], store.Numbers);
        Assert.Equal(0, store[LedgerEntry.Quarantined]);
    }

    [Fact]
    public async Task ACommitThatFailsAfterItSucceededIsNotRepeated()
    {
        using var journal = OpenJournal.On(files, store);
        await journal.AppendAsync(SomeEntry.With(1, 2), Cancel);
        var failures = 1;
        store.LateFailure = _ => failures-- > 0 ? new InvalidOperationException("The answer was lost.") : null;
        journal.DrainInto(store);
        await journal.AppendAsync(SomeEntry.With(3), Cancel);
        journal.DrainInto(store);
        Assert.Equal([1, 2, 3], store.Numbers);
        Assert.Empty(store.Differences());
    }

    [Fact]
    public async Task AnUnknownOutcomeIsAskedForBeforeMoreIsSent()
    {
        using var journal = OpenJournal.On(files, store);
        var clock = new FakeClock();
        using var drain = new JournalDrain(journal, store.Target, clock, NullLogger.Instance);
        await journal.AppendAsync(SomeEntry.With(1), Cancel);
        store.LateFailure = _ => new InvalidOperationException("The answer was lost.");
        store.PositionFailure = () => store.Events.Count > 0 ? new InvalidOperationException("Away.") : null;
        drain.Step(hurry: true);
        // More comes in while the store does not say where it is: it must not be sent together with what may be there already.
        await journal.AppendAsync(SomeEntry.With(2), Cancel);
        for (var i = 0; i < 5; i++) clock.Advance(drain.Step(hurry: true));
        Assert.Equal([1], store.Numbers);
        store.LateFailure = _ => null;
        store.PositionFailure = () => null;
        for (var i = 0; i < 5; i++) clock.Advance(drain.Step(hurry: true));
        Assert.Equal([1, 2], store.Numbers);
    }

    [Fact]
    public async Task EveryWayToFailAndToRestartStoresEachEventOnce()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (disk, target) = (new PowerLossFiles { Random = random }, new FakeStore());
            var next = 1;
            for (var run = 0; run < 3; run++)
            {
                using var journal = OpenJournal.On(disk, target, segmentBytes: 4096);
                target.Refusal = _ => random.Next(3) == 0 ? new EventStoreUnavailableException("busy") { Fault = EventStoreFault.DiskFull } : null;
                target.LateFailure = _ => random.Next(3) == 0 ? new InvalidOperationException("The answer was lost.") : null;
                target.PositionFailure = () => random.Next(4) == 0 ? new InvalidOperationException("Away.") : null;
                var clock = new FakeClock();
                using var drain = new JournalDrain(journal, target.Target, clock, NullLogger.Instance);
                for (var i = 0; i < 12; i++)
                {
                    await journal.AppendAsync(SomeEntry.With(next, next + 1), Cancel);
                    next += 2;
                    for (var steps = random.Next(4); steps > 0; steps--) clock.Advance(drain.Step(random.Next(2) == 0));
                }

                disk = disk.AfterPowerLoss();
            }

            (target.Refusal, target.LateFailure, target.PositionFailure) = (_ => null, _ => null, () => null);
            using var last = OpenJournal.On(disk, target, segmentBytes: 4096);
            last.DrainInto(target);
            Assert.Equal(Enumerable.Range(1, next - 1), target.Numbers.Order());
            Assert.Empty(target.Differences());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(500)]
    [InlineData(1000)]
    public async Task AnEventThatTheStoreRefusesIsFoundAndSetAside(int poison)
    {
        using var journal = OpenJournal.On(files, store);
        for (var from = 1; from <= 1000; from += 250) await journal.AppendAsync(SomeEntry.With(Enumerable.Range(from, 250).ToArray()), Cancel);
        store.Refusal = batch => batch.Events.Any(item => SomeEntry.NumberOf(item) == poison) ? new InvalidOperationException("Out of range.") : null;
        journal.DrainInto(store);
        Assert.Equal(Enumerable.Range(1, 1000).Where(number => number != poison), store.Numbers);
        Assert.Equal(1, store[LedgerEntry.Quarantined]);
        Assert.Equal(1000, store[LedgerEntry.Received]);
        Assert.Empty(store.Differences());
        Assert.Empty(journal.Waiting());
        Assert.Single(files.Files.Keys, name => name.StartsWith(Quarantine.Folder, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(4, 4)]
    [InlineData(248, 6)]
    [InlineData(493, 8)]
    [InlineData(1, 500)]
    public async Task SeveralInARowThatTheStoreRefusesAreSetAsideAndNoOther(int first, int count)
    {
        using var journal = OpenJournal.On(files, store);
        for (var from = 1; from <= 500; from += 250) await journal.AppendAsync(SomeEntry.With(Enumerable.Range(from, 250).ToArray()), Cancel);
        var poison = Enumerable.Range(first, count).ToHashSet();
        // By turns for itself and for its size: each is told apart by halving on.
        store.Refusal = batch => batch.Events.Select(SomeEntry.NumberOf).FirstOrDefault(poison.Contains) switch
        {
            0 => null,
            var number when number % 2 == 0 => new CommitTooLargeException("Too many visits."),
            _ => new InvalidOperationException("Out of range."),
        };
        journal.DrainInto(store);
        Assert.Equal(Enumerable.Range(1, 500).Where(number => !poison.Contains(number)), store.Numbers);
        Assert.Equal((count, 500, 500), (store[LedgerEntry.Quarantined], store[LedgerEntry.Received], store[LedgerEntry.Stored] + count));
        Assert.Empty(store.Differences());
        Assert.Empty(journal.Waiting());
    }

    public static TheoryData<Exception> TooMuch { get; } =
    [
        new InsufficientMemoryException(),
        new EventStoreUnavailableException("Not enough memory.") { Fault = EventStoreFault.OutOfMemory },
        new CommitTooLargeException("Too many visits."),
    ];

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task AnEventForWhichMemoryNeverSufficesIsSetAside(Exception failure)
    {
        using var journal = OpenJournal.On(files, store);
        await journal.AppendAsync(SomeEntry.With(Enumerable.Range(1, 300).ToArray()), Cancel);
        store.Refusal = batch => batch.Events.Any(item => SomeEntry.NumberOf(item) == 77) ? failure : null;
        journal.DrainInto(store);
        Assert.Equal(Enumerable.Range(1, 300).Where(number => number != 77), store.Numbers);
        Assert.Equal(1, store[LedgerEntry.Quarantined]);
        Assert.Empty(store.Differences());
        Assert.Empty(journal.Waiting());
    }

    [Fact]
    public async Task ABatchThatIsTooMuchTogetherIsStoredInParts()
    {
        using var journal = OpenJournal.On(files, store);
        await journal.AppendAsync(SomeEntry.With(Enumerable.Range(1, 300).ToArray()), Cancel);
        store.Refusal = batch => batch.Count > 10 ? new InsufficientMemoryException() : null;
        journal.DrainInto(store);
        Assert.Equal(Enumerable.Range(1, 300), store.Numbers);
        Assert.Equal(0, store[LedgerEntry.Quarantined]);
    }

    [Fact]
    public async Task MemoryThatIsShortWhileTheJournalIsReadLosesNothing()
    {
        var failures = 0;
        for (var seed = 1; seed <= 20; seed++)
        {
            var (disk, target, random) = (new PowerLossFiles(), new FakeStore(), new Random(seed));
            using var journal = OpenJournal.On(disk, target, segmentBytes: 4096);
            for (var from = 1; from <= 200; from += 20) await journal.AppendAsync(SomeEntry.With(Enumerable.Range(from, 20).ToArray()), Cancel);
            var left = 15;
            disk.Fault = (operation, _) => operation == "read" && left > 0 && random.Next(2) == 0 && left-- + failures++ > 0 ? new InsufficientMemoryException() : null;
            journal.DrainInto(target);
            Assert.Equal(Enumerable.Range(1, 200), target.Numbers);
            Assert.Equal(0, target[LedgerEntry.Quarantined]);
            Assert.Empty(target.Differences());
        }

        Assert.InRange(failures, 20, 300);
    }

    /// <summary>Many small events are a batch by their number; large ones must not all be in memory at once.</summary>
    [Fact]
    public async Task LargeEventsAreStoredAFewAtATime()
    {
        using var journal = OpenJournal.On(files, store);
        for (var number = 1; number <= 60; number++) await journal.AppendAsync(SomeEntry.Large(number, bytes: 1_000_000), Cancel);
        journal.DrainInto(store);
        Assert.Equal(Enumerable.Range(1, 60), store.Numbers);
        Assert.InRange(store.CommitSizes.Max(), 1, 20);
    }

    [Fact]
    public async Task ARestartInTheMiddleOfABatchGoesOnInItsMiddle()
    {
        using (var journal = OpenJournal.On(files, store))
        {
            await journal.AppendAsync(SomeEntry.With(Enumerable.Range(1, 100).ToArray()), Cancel);
            // Refusing large batches makes the drainer cut them.
            store.Refusal = batch => batch.Events.Count > 30 || store.Events.Count > 20 ? new InvalidOperationException("Too many.") : null;
            using var drain = new JournalDrain(journal, store.Target, new FakeClock(), NullLogger.Instance);
            for (var i = 0; i < 20 && store.Events.Count == 0; i++) drain.Step(hurry: true);
            var clock = new FakeClock();
            using var more = new JournalDrain(journal, store.Target, clock, NullLogger.Instance);
            for (var i = 0; i < 20 && store.Events.Count == 0; i++) clock.Advance(more.Step(hurry: true));
            Assert.InRange(store.Events.Count, 1, 99);
            Assert.Equal(100 - store.Events.Count, journal.Waiting().Sum(delta => delta.Count));
        }

        store.Refusal = _ => null;
        using var reopened = OpenJournal.On(files.AfterPowerLoss(), store);
        reopened.DrainInto(store);
        Assert.Equal(Enumerable.Range(1, 100), store.Numbers);
        Assert.Equal(100, store[LedgerEntry.Received]);
        Assert.Empty(store.Differences());
        Assert.Empty(reopened.Waiting());
    }

    [Fact]
    public async Task AStoreThatIsAwayLosesNoEventToQuarantine()
    {
        using var journal = OpenJournal.On(files, store);
        await journal.AppendAsync(SomeEntry.With(1, 2, 3), Cancel);
        var clock = new FakeClock();
        var until = clock.GetUtcNow().AddHours(6);
        store.Refusal = _ => clock.GetUtcNow() < until ? new InvalidOperationException("Nobody knows why.") : null;
        using var drain = new JournalDrain(journal, store.Target, clock, NullLogger.Instance);
        while (clock.GetUtcNow() < until.AddMinutes(1)) clock.Advance(drain.Step(hurry: false) + TimeSpan.FromMilliseconds(1));
        Assert.Equal([1, 2, 3], store.Numbers);
        Assert.Equal(0, store[LedgerEntry.Quarantined]);
    }

    [Fact]
    public async Task CollectionGoesOnWhileTheStoreIsAway()
    {
        using var journal = OpenJournal.On(files, store, segmentBytes: 4096);
        store.Refusal = _ => new EventStoreUnavailableException("away") { Fault = EventStoreFault.Locked };
        using (var drain = new RunningDrain(journal, store))
        {
            for (var number = 1; number <= 50; number++) await journal.AppendAsync(SomeEntry.With(number), Cancel);
            await drain.FinishAsync();
        }

        Assert.Equal(50, journal.Depth().Events);
        store.Refusal = _ => null;
        journal.DrainInto(store);
        Assert.Equal(Enumerable.Range(1, 50), store.Numbers);
    }

    [Fact]
    public async Task SectorsThatCannotBeReadCostOnlyTheirOwnRecords()
    {
        using (var journal = OpenJournal.On(files))
        {
            for (var number = 1; number <= 100; number++) await journal.AppendAsync(SomeEntry.With(number), Cancel);
        }

        var after = files.AfterKill();
        using var reopened = OpenJournal.On(after, store);
        after.UnreadableFrom = 8192;
        reopened.DrainInto(store);
        Assert.InRange(store.Events.Count, 70, 99);
        Assert.Empty(store.Differences());
    }
}
