using Footfall.Events;
using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Journal.Segments;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>Writes and syncs that fail, and disks and journals that are full.</summary>
public sealed class FailureTests
{
    private readonly PowerLossFiles files = new();
    private readonly FakeStore store = new();
    private readonly FakeClock clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sync")]
    [InlineData("write")]
    public async Task AFailedCommitIsToldToItsSendersAndNeverDrained(string operation)
    {
        using var journal = OpenJournal.On(files, store);
        await journal.AppendAsync(SomeEntry.With(1), Cancel);
        FailOnce(operation);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Append(journal, 2));
        var after = await journal.AppendAsync(SomeEntry.With(3), Cancel);
        Assert.Equal(2, after.Segment);
        journal.DrainInto(store);
        Assert.Equal([1, 3], store.Numbers);
        Assert.Empty(store.Differences());
    }

    [Theory]
    [InlineData("sync", true)]
    [InlineData("sync", false)]
    [InlineData("write", true)]
    public async Task AFailedCommitIsNotDrainedAfterARestartEither(string operation, bool cutFailsToo)
    {
        using (var journal = OpenJournal.On(files, store))
        {
            await journal.AppendAsync(SomeEntry.With(1), Cancel);
            FailOnce(operation, cutFailsToo);
            await Assert.ThrowsAsync<JournalUnavailableException>(() => Append(journal, 2));
            await journal.AppendAsync(SomeEntry.With(3), Cancel);
        }

        using var reopened = OpenJournal.On(files.AfterKill(), store);
        reopened.DrainInto(store);
        Assert.Equal([1, 3], store.Numbers);
        Assert.Empty(store.Differences());
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("write")]
    [InlineData("create")]
    public async Task AWriterThatIsShortOfMemoryTellsItsSendersAndGoesOn(string operation)
    {
        using var journal = OpenJournal.On(files, store, segmentBytes: 4096);
        await journal.AppendAsync(SomeEntry.With(1), Cancel);
        journal.Note(SomeEntry.OnlyDrops(DropReason.InvalidName, 3));
        FailOnce(operation, failure: new InsufficientMemoryException());
        var refused = new List<int>();
        for (var number = 2; refused.Count == 0 && number < 1000; number++)
        {
            try
            {
                await Append(journal, number);
            }
            catch (JournalUnavailableException)
            {
                refused.Add(number);
            }
        }

        await journal.AppendAsync(SomeEntry.With(5000), Cancel);
        journal.DrainInto(store);
        Assert.DoesNotContain(Assert.Single(refused), store.Numbers);
        Assert.Equal(5000, store.Numbers.Last());
        Assert.Equal(3, store[LedgerEntry.Dropped]);
        Assert.Empty(store.Differences());
    }

    [Fact]
    public async Task ACommitThatFindsNoMemoryToBePutTogetherIsToldAsWell()
    {
        var scarce = new ScarceClock();
        using var journal = OpenJournal.On(files, store, scarce);
        journal.Note(SomeEntry.OnlyDrops(DropReason.InvalidName, 3));
        scarce.FailNext();
        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => Append(journal, 1));
        Assert.Equal("The server is short of memory.", refused.Message);
        await journal.AppendAsync(SomeEntry.With(2), Cancel);
        journal.DrainInto(store);
        Assert.Equal([2], store.Numbers);
        Assert.Equal(3, store[LedgerEntry.Dropped]);
    }

    [Fact]
    public async Task AllWhoShareAFailedCommitAreTold()
    {
        using var journal = OpenJournal.On(files, store);
        using var held = new ManualResetEventSlim();
        files.Fault = (operation, _) =>
        {
            if (operation == "sync") held.Wait();
            return operation == "sync" ? new IOException("Input/output error", 5) : null;
        };
        var tasks = Enumerable.Range(1, 20).Select(number => Append(journal, number)).ToList();
        held.Set();
        foreach (var task in tasks) await Assert.ThrowsAsync<JournalUnavailableException>(() => task);
        files.Fault = (_, _) => null;
        Assert.Empty(journal.Waiting());
    }

    [Fact]
    public async Task FailuresInARowMakeProbesRarer()
    {
        using var journal = OpenJournal.On(files, store, clock);
        files.Fault = (operation, _) => operation is "sync" ? new IOException("Input/output error", 5) : null;
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Append(journal, 1));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Append(journal, 2));
        var operations = files.Operations;
        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => Append(journal, 3));
        Assert.Equal(operations, files.Operations);
        Assert.InRange(refused.RetryAfter.TotalSeconds, 1, 10);

        files.Fault = (_, _) => null;
        clock.Advance(TimeSpan.FromSeconds(10));
        await journal.AppendAsync(SomeEntry.With(4), Cancel);
        Assert.True(journal.IsWell);
        journal.DrainInto(store);
        Assert.Equal([4], store.Numbers);
    }

    [Fact]
    public async Task CountsOfAFailedCommitRideOnTheNext()
    {
        using var journal = OpenJournal.On(files, store);
        journal.Note(SomeEntry.OnlyDrops(DropReason.InvalidName, 3));
        FailOnce("sync");
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Append(journal, 1));
        await journal.AppendAsync(SomeEntry.With(2), Cancel);
        journal.DrainInto(store);
        Assert.Equal(3, store[LedgerEntry.Dropped]);
        Assert.Equal(4, store[LedgerEntry.Received]);
    }

    [Fact]
    public async Task AFullDiskRefusesAndRecovers()
    {
        using var journal = OpenJournal.On(files, store, clock);
        await journal.AppendAsync(SomeEntry.With(1), Cancel);
        files.Capacity = files.Used;
        // The space written ahead takes some more; then there is none.
        var number = 2;
        var accepted = new List<int> { 1 };
        JournalFullException? full = null;
        for (; full is null; number++)
        {
            try
            {
                await journal.AppendAsync(SomeEntry.With(Enumerable.Range(number * 1000, 900).ToArray()), Cancel);
                accepted.AddRange(Enumerable.Range(number * 1000, 900));
            }
            catch (JournalFullException e)
            {
                full = e;
            }
        }

        Assert.True(full.RetryAfter >= TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<JournalFullException>(() => Append(journal, 2));
        files.Capacity *= 100;
        clock.Advance(TimeSpan.FromSeconds(1));
        await journal.AppendAsync(SomeEntry.With(3), Cancel);
        journal.DrainInto(store);
        Assert.Equal([.. accepted, 3], store.Numbers);
    }

    [Fact]
    public async Task AJournalOnAFullDiskOpensAndDrains()
    {
        using (var journal = OpenJournal.On(files)) await journal.AppendAsync(SomeEntry.With(1, 2), Cancel);
        var after = files.AfterKill();
        after.Capacity = after.Used;
        using var reopened = OpenJournal.On(after, store);
        await Assert.ThrowsAsync<JournalFullException>(() => Append(reopened, 3));
        reopened.DrainInto(store);
        Assert.Equal([1, 2], store.Numbers);
    }

    [Fact]
    public void ADirectoryThatCannotBeWrittenIsKnownAtTheStart()
    {
        files.Fault = (operation, _) => operation == "create" ? new UnauthorizedAccessException("Read-only file system") : null;
        Assert.Throws<UnauthorizedAccessException>(() => OpenJournal.On(files));
    }

    [Fact]
    public async Task TheSizeLimitRefusesUntilTheDrainerHasMadeRoom()
    {
        using var journal = OpenJournal.On(files, store, clock, segmentBytes: 4096, maxBytes: 20_000);
        var accepted = new List<int>();
        JournalFullException? full = null;
        for (var number = 1; full is null; number++)
        {
            try
            {
                await journal.AppendAsync(SomeEntry.With(number), Cancel);
                accepted.Add(number);
            }
            catch (JournalFullException e)
            {
                full = e;
            }
        }

        Assert.True(journal.Depth().Bytes <= 20_000);
        journal.DrainInto(store);
        Assert.Equal(accepted, store.Numbers);
        // Nobody has to wait for a pause: room was made. That is seen without anybody trying, so that a balancer sends events here again.
        Assert.True(journal.IsWell);
        await journal.AppendAsync(SomeEntry.With(9999), Cancel);
        journal.DrainInto(store);
        Assert.Equal([.. accepted, 9999], store.Numbers);
        Assert.Empty(store.Differences());
    }

    [Fact]
    public async Task WhatWaitsInMemoryIsBounded()
    {
        using var held = new ManualResetEventSlim();
        using var journal = EventJournal.Open(
            files, new JournalOptions { MaxPendingBytes = 4096, MaxEventBytes = 2048, MinFreeBytes = 0 }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        files.Fault = (operation, _) =>
        {
            if (operation == "sync") held.Wait();
            return null;
        };
        var accepted = new List<Task>();
        Exception? refusal = null;
        for (var number = 0; refusal is null && number < 1000; number++)
        {
            try
            {
                accepted.Add(journal.AppendAsync(SomeEntry.With(number), Cancel).AsTask());
            }
            catch (JournalUnavailableException e)
            {
                refusal = e;
            }
        }

        Assert.NotNull(refusal);
        held.Set();
        await Task.WhenAll(accepted);
    }

    private static async Task Append(EventJournal journal, int number) => await journal.AppendAsync(SomeEntry.With(number), Cancel);

    private void FailOnce(string operation, bool cutFailsToo = false, Exception? failure = null)
    {
        var failed = false;
        files.Fault = (asked, name) =>
        {
            if (SegmentName.NumberOf(name) is null) return null;
            if (failed && asked == "truncate" && cutFailsToo) return new IOException("Input/output error", 5);
            if (failed || asked != operation) return null;
            failed = true;
            return failure ?? new IOException("Input/output error", 5);
        };
    }

    /// <summary>The writer asks for the time while it puts a commit together: the place where a test can take its memory away.</summary>
    private sealed class ScarceClock : TimeProvider
    {
        private volatile bool fails;

        public void FailNext() => fails = true;

        public override DateTimeOffset GetUtcNow()
        {
            if (!fails) return base.GetUtcNow();
            fails = false;
            throw new InsufficientMemoryException();
        }
    }
}
