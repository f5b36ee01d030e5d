using Footfall.Events;
using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Journal.Files;
using Footfall.Ingestion.Journal.Segments;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

public sealed class EventJournalTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("footfall-journal").FullName;
    private readonly PowerLossFiles files = new();
    private readonly FakeStore store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task AnAppendCompletesWithTheEndOfItsCommit()
    {
        using var journal = EventJournal.Open(directory, new JournalOptions(), TimeProvider.System, NullLogger.Instance);
        var first = await journal.AppendAsync(SomeEntry.With(1), Cancel);
        var second = await journal.AppendAsync(SomeEntry.With(2, 3), Cancel);
        Assert.True(first < second);
        Assert.Equal(second, journal.End);
        Assert.Equal(3, journal.Depth().Events);
    }

    [Fact]
    public async Task ARealDirectoryIsWrittenReopenedAndDrained()
    {
        var options = OpenJournal.Options(null, 8192);
        using (var journal = EventJournal.Open(directory, options, TimeProvider.System, NullLogger.Instance))
        {
            for (var number = 1; number <= 100; number++) await journal.AppendAsync(SomeEntry.With(number), Cancel);
        }

        using (var reopened = EventJournal.Open(directory, options, TimeProvider.System, NullLogger.Instance))
        {
            reopened.DrainInto(store);
            Assert.Equal(Enumerable.Range(1, 100), store.Numbers);
            Assert.Empty(store.Differences());
        }

        Assert.Single(Directory.GetFiles(directory));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(directory)[0]));
    }

    [Fact]
    public async Task ASegmentThatIsFullIsFollowedByANewOneWhoseNameIsDurableBeforeItsFirstEvent()
    {
        var trace = new List<string>();
        files.Fault = (operation, name) =>
        {
            trace.Add($"{operation} {name}");
            return null;
        };
        using var journal = OpenJournal.On(files, store, segmentBytes: 4096);
        JournalPosition end = default;
        for (var number = 1; end.Segment < 4; number++) end = await journal.AppendAsync(SomeEntry.With(number), Cancel);

        var second = SegmentName.Of(2);
        string[] expected = [$"create {second}", $"write {second}", $"write {second}", $"sync {second}", "syncdirectory ", $"write {second}", $"sync {second}"];
        var from = trace.IndexOf(expected[0]);
        Assert.Equal(expected, trace.Skip(from).Take(expected.Length));
        Assert.All(Enumerable.Range(1, 3), number => Assert.InRange(((PowerLossFile)files.Open(SegmentName.Of(number))).CachedLength, 3000, 4096));
    }

    [Fact]
    public async Task DrainedSegmentsAreDeletedAndOnlyThose()
    {
        using var journal = OpenJournal.On(files, store, segmentBytes: 4096);
        JournalPosition end = default;
        var number = 1;
        for (; end.Segment < 5; number++) end = await journal.AppendAsync(SomeEntry.With(number), Cancel);
        Assert.Equal(5, files.Files.Count);
        journal.DrainInto(store);
        Assert.Equal([SegmentName.Of(5)], files.Files.Keys);
        Assert.Equal(Enumerable.Range(1, number - 1), store.Numbers);
        Assert.Equal((0, 0), journal.Depth());
    }

    [Fact]
    public async Task ManyAppendersAtOnceAreAllThereOnce()
    {
        using var journal = EventJournal.Open(directory, OpenJournal.Options(null, 64 * 1024), TimeProvider.System, NullLogger.Instance);
        using var drainer = new RunningDrain(journal, store);
        var ends = new System.Collections.Concurrent.ConcurrentBag<JournalPosition>();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(async appender =>
        {
            for (var i = 0; i < 60; i++) ends.Add(await journal.AppendAsync(SomeEntry.With((appender * 1000) + (2 * i), (appender * 1000) + (2 * i) + 1), Cancel));
        }));
        await drainer.FinishAsync();
        Assert.Equal(32 * 120, store.Events.Count);
        Assert.Equal(32 * 120, store.Numbers.Distinct().Count());
        Assert.True(ends.Distinct().Count() < ends.Count, "Appends that came together shared no commit.");
        Assert.Empty(store.Differences());
        Assert.Empty(journal.Waiting());
    }

    [Fact]
    public async Task WaitingAndUndrainedSayWhatTheStoreDoesNotHaveYet()
    {
        using var journal = OpenJournal.On(files, store);
        await journal.AppendAsync(SomeEntry.With(1, 2) with { Drops = [new(DropReason.InvalidName, 5)] }, Cancel);
        await journal.AppendAsync(SomeEntry.For(2, SomeEntry.Received.AddHours(1), 3), Cancel);
        var hour = new DateTime(2026, 3, 14, 15, 0, 0, DateTimeKind.Utc);
        Assert.Equal(
            [new(new ProjectNumber(1), hour, LedgerEntry.Journalled, null, 2), new(new ProjectNumber(2), hour.AddHours(1), LedgerEntry.Journalled, null, 1)],
            journal.Waiting());
        Assert.Contains(new LedgerDelta(new ProjectNumber(1), hour, LedgerEntry.Received, null, 7), journal.Undrained());
        Assert.Contains(new LedgerDelta(new ProjectNumber(1), hour, LedgerEntry.Dropped, DropReason.InvalidName, 5), journal.Undrained());

        using var reopened = OpenJournal.On(files.AfterKill(), store);
        reopened.DrainInto(store);
        Assert.Empty(reopened.Waiting());
        Assert.Empty(reopened.Undrained());
    }

    [Fact]
    public async Task NotesMakeACommitOfTheirOwnAfterAWhile()
    {
        var clock = new FakeClock();
        var synced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var journal = OpenJournal.On(files, store, clock);
        files.Fault = (operation, _) =>
        {
            if (operation == "sync") synced.TrySetResult();
            return null;
        };
        journal.Note(SomeEntry.OnlyDrops(DropReason.InvalidUrl, 2));
        journal.Note(SomeEntry.OnlyDrops(DropReason.InvalidUrl, 1));
        Assert.Equal(0, journal.Depth().Bytes);
        clock.Advance(TimeSpan.FromSeconds(1));
        await synced.Task.WaitAsync(Cancel);
        // The append behind it is complete only when the notes' commit is.
        await journal.AppendAsync(SomeEntry.With(1), Cancel);
        journal.DrainInto(store);
        Assert.Equal(3, store[LedgerEntry.Dropped]);
        Assert.Equal(4, store[LedgerEntry.Received]);
    }

    [Fact]
    public void NotesAreWrittenWhenTheJournalCloses()
    {
        using (var journal = OpenJournal.On(files)) journal.Note(SomeEntry.OnlyDrops(DropReason.InvalidUrl, 2));
        using var reopened = OpenJournal.On(files.AfterKill(), store);
        reopened.DrainInto(store);
        Assert.Equal(2, store[LedgerEntry.Dropped]);
    }

    [Fact]
    public async Task AClockThatStepsChangesNothingButTheHoursOfTheBooks()
    {
        var clock = new FakeClock();
        using (var journal = OpenJournal.On(files, store, clock))
        {
            for (var number = 1; number <= 9; number++)
            {
                clock.StepTo(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(number % 2 == 0 ? 100 * number : -100 * number));
                await journal.AppendAsync(SomeEntry.For(1, clock.GetUtcNow().UtcDateTime, number), Cancel);
            }
        }

        using var reopened = OpenJournal.On(files.AfterPowerLoss(), store, clock);
        reopened.DrainInto(store);
        Assert.Equal(Enumerable.Range(1, 9), store.Numbers);
        Assert.Empty(store.Differences());
    }

    [Fact]
    public async Task AnEventThatIsTooLargeIsNamedByItsIndexAndNothingIsTaken()
    {
        using var journal = OpenJournal.On(files, store);
        var entry = SomeEntry.With(1, 2, 3);
        entry.Events[1].Title = new string('x', 2 << 20);
        var failure = await Assert.ThrowsAsync<EventTooLargeException>(async () => await journal.AppendAsync(entry, Cancel));
        Assert.Equal(1, failure.Index);
        Assert.Equal((0, 0), journal.Depth());
        await journal.AppendAsync(entry with { Events = [entry.Events[0], entry.Events[2]] }, Cancel);
        journal.DrainInto(store);
        Assert.Equal([1, 3], store.Numbers);
    }

    [Fact]
    public async Task AnEntryThatWouldUnbalanceTheBooksIsABug()
    {
        using var journal = OpenJournal.On(files);
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.AppendAsync(SomeEntry.With(1) with { Project = new ProjectNumber(2) }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.AppendAsync(SomeEntry.With(), Cancel));
        Assert.Throws<ArgumentException>(() => journal.Note(SomeEntry.With(1)));
    }

    [Fact]
    public async Task AClosedJournalRefuses()
    {
        var journal = OpenJournal.On(files);
        journal.Dispose();
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(SomeEntry.With(1), Cancel));
    }

    [Fact]
    public void ADiskFileReadsTruncatesAndTellsItsSpace()
    {
        var disk = new DiskFiles(directory);
        using (var file = disk.Create("quarantine/x"))
        {
            file.Write([1, 2, 3], 0);
            file.SyncData();
            file.Truncate(2);
            var read = new byte[5];
            Assert.Equal(2, file.Read(read, 0));
        }

        disk.SyncDirectory("quarantine");
        Assert.Equal(["x"], disk.List("quarantine"));
        Assert.Throws<IOException>(() => disk.Create("quarantine/x"));
        Assert.InRange(disk.Space().Free, 1, disk.Space().Total);
        Assert.Throws<IOException>(() => disk.SyncDirectory("absent"));
    }
}
