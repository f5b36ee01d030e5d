using Footfall.Events;
using Footfall.Ingestion.Journal.Segments;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>What a start makes of torn, damaged and senseless segments.</summary>
public sealed class RecoveryTests
{
    private static readonly string First = SegmentName.Of(1);
    private static readonly DateTime NextHour = SomeEntry.Received.AddHours(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ATailTornAtAnyByteIsCutAtItsLastGoodRecord()
    {
        var (content, records) = await SmallJournal();
        var end = records[^1].End;
        for (var cut = SegmentHeader.AreaBytes; cut <= end; cut++)
        {
            // What a crash leaves may be shorter, or be followed by the space that was written ahead.
            foreach (var torn in new[] { content[..cut], [.. content[..cut], .. new byte[5000]] })
            {
                var store = Recover(torn);
                Assert.Equal(records.Where(record => record.End <= cut).Select(record => record.Number), store.Numbers);
                Assert.Equal(store.Events.Count, store[LedgerEntry.Journalled]);
                Assert.Equal(0, store[LedgerEntry.Quarantined]);
                Assert.Empty(store.Differences());
            }
        }
    }

    [Fact]
    public async Task ADamagedByteAnywhereCostsAtMostItsOwnRecordAndTheBooksBalance()
    {
        var (content, records) = await SmallJournal();
        var end = (int)records[^1].End;
        for (var at = 0; at < end; at++)
        {
            content[at] ^= 0xFF;
            var store = Recover(content);
            content[at] ^= 0xFF;
            var lost = records.Where(record => record.Start <= at && at < record.End).Select(record => record.Number).ToList();
            Assert.Equal(records.Select(record => record.Number).Except(lost), store.Numbers);
            Assert.Empty(store.Differences());
            // The very last record cannot be told from one that was being written: it is cut like a torn tail.
            var isLast = lost.Count > 0 && lost[0] == records[^1].Number;
            Assert.Equal(isLast ? 0 : lost.Count, store[LedgerEntry.Quarantined]);
            Assert.Equal(records.Count - (isLast ? 1 : 0), store[LedgerEntry.Journalled]);
        }
    }

    [Fact]
    public async Task DamageInASegmentThatHasASuccessorIsAlwaysQuarantined()
    {
        var (content, records) = await SmallJournal();
        var files = new PowerLossFiles();
        files.Put(First, content);
        // Opening makes the next segment, whose header says where this one ends.
        using (OpenJournal.On(files)) await Task.CompletedTask;
        var sealedFiles = files.AfterKill();
        content[(int)records[^1].End - 1] ^= 0xFF;
        sealedFiles.Put(First, content);
        var store = Drain(sealedFiles);
        Assert.Equal(1, store[LedgerEntry.Quarantined]);
        Assert.Equal(records.Count, store[LedgerEntry.Journalled]);
        Assert.Contains(sealedFiles.Files.Keys, name => name.StartsWith(Quarantine.Folder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFileThatLostItsTailAfterItWasClosedIsCountedAsQuarantined()
    {
        var (content, records) = await SmallJournal();
        var files = new PowerLossFiles();
        files.Put(First, content);
        using (OpenJournal.On(files)) await Task.CompletedTask;
        var shortened = files.AfterKill();
        shortened.Put(First, content[..(int)records[^1].Start]);
        var store = Drain(shortened);
        Assert.Equal(records.Count - 1, store.Events.Count);
        Assert.Equal(1, store[LedgerEntry.Quarantined]);
        Assert.Empty(store.Differences());
    }

    [Fact]
    public async Task ABatchWhoseHeaderIsDamagedGetsItsCountsFromItsEvents()
    {
        var (content, records) = await SmallJournal();
        var header = (int)records.First(record => record.Number == 4).Start - 20;
        content[header] ^= 0x10;
        var store = Recover(content);
        Assert.Equal(records.Count, store.Events.Count);
        Assert.Equal(records.Count, store[LedgerEntry.Journalled]);
        Assert.Equal(store[LedgerEntry.Journalled] + store[LedgerEntry.Dropped], store[LedgerEntry.Received]);
    }

    [Fact]
    public async Task DropsAreBookedWithTheEventsTheyCameWith()
    {
        var (content, _) = await SmallJournal();
        var store = Recover(content);
        Assert.Equal(3, store[LedgerEntry.Dropped]);
        Assert.Equal(2, store[LedgerEntry.OptOutKept]);
        Assert.Empty(store.Differences());
    }

    [Fact]
    public void ASegmentOfRandomBytesIsSetAsideAndCollectingGoesOn()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var garbage = new byte[random.Next(6000)];
            random.NextBytes(garbage);
            var store = Recover(garbage);
            Assert.Empty(store.Events);
            Assert.Empty(store.Differences());
        }
    }

    [Fact]
    public async Task RandomDamageNeverBreaksTheBooksNorInventsAnEvent()
    {
        var (content, records) = await SmallJournal();
        var numbers = records.Select(record => record.Number).ToHashSet();
        var random = new Random(12);
        for (var round = 0; round < 500; round++)
        {
            var damaged = content.ToArray();
            for (var wounds = random.Next(1, 6); wounds > 0; wounds--)
            {
                var from = random.Next(SegmentHeader.AreaBytes, damaged.Length);
                random.NextBytes(damaged.AsSpan(from, Math.Min(random.Next(1, 400), damaged.Length - from)));
            }

            var store = Recover(damaged);
            Assert.Equal(store.Events.Count, store.Numbers.Distinct().Count());
            Assert.All(store.Numbers, number => Assert.Contains(number, numbers));
            Assert.Empty(store.Differences());
        }
    }

    [Fact]
    public void RecoveryReadsEachByteAFixedNumberOfTimesWhateverIsThere()
    {
        // The worst that can be made: at every place a header that checks out and promises sixteen megabytes of body.
        const uint seed = 42;
        var bytes = new byte[8 << 20];
        new SegmentHeader(1, seed, SomeEntry.Received, default, 1).ToArea().CopyTo(bytes, 0);
        for (var at = SegmentHeader.AreaBytes; at + RecordHeader.Size <= bytes.Length; at += RecordHeader.Size)
        {
            var header = bytes.AsSpan(at, RecordHeader.Size);
            RecordHeader.Marker.CopyTo(header);
            var body = Math.Min(bytes.Length - at - RecordHeader.Size, RecordHeader.MaxBodyBytes);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)body | ((uint)(at % 32 == 0 ? RecordKind.Event : RecordKind.Batch) << 24));
            RecordHeader.Place(header, seed, at);
        }

        var files = new PowerLossFiles();
        files.Put(First, bytes);
        Assert.Empty(Drain(files).Events);
        var markers = new byte[8 << 20];
        new SegmentHeader(1, seed, SomeEntry.Received, default, 1).ToArea().CopyTo(markers, 0);
        for (var at = SegmentHeader.AreaBytes; at + 4 <= markers.Length; at += 4) RecordHeader.Marker.CopyTo(markers.AsSpan(at));
        files = new PowerLossFiles();
        files.Put(First, markers);
        Assert.Empty(Drain(files).Events);
        Assert.InRange(files.Operations, 1, 200);
    }

    [Fact]
    public void AnEventCannotCarryAMarkerInItsStrings()
    {
        for (var c = 0; c < 0x10000; c++)
        {
            var writer = new Footfall.Ingestion.Journal.Codec.ByteWriter();
            writer.WriteString(((char)c).ToString());
            foreach (var value in writer.Written[1..]) Assert.DoesNotContain(value, RecordHeader.Marker.ToArray());
        }
    }

    [Fact]
    public async Task ASegmentOfANewerProgramIsRefusedByName()
    {
        var (content, _) = await SmallJournal();
        foreach (var copy in new[] { 0, 512 })
        {
            content[copy + 8] = 9;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(copy + 60), Crc32C.Compute(content.AsSpan(copy, 60)));
        }

        var files = new PowerLossFiles();
        files.Put(First, content);
        var failure = Assert.Throws<InvalidDataException>(() => OpenJournal.On(files));
        Assert.Contains("newer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptiedJournalDirectoryDoesNotStartBehindTheStore()
    {
        var store = new FakeStore();
        var files = new PowerLossFiles();
        using (var journal = OpenJournal.On(files, store))
        {
            await journal.AppendAsync(SomeEntry.With(1), Cancel);
            journal.DrainInto(store);
        }

        using var emptied = OpenJournal.On(new PowerLossFiles(), store);
        await emptied.AppendAsync(SomeEntry.With(2), Cancel);
        emptied.DrainInto(store);
        Assert.Equal([1, 2], store.Numbers);
    }

    /// <summary>One segment with batches of several events, projects, hours and drops; and where its event records lie.</summary>
    private static async Task<(byte[] Content, List<(int Number, long Start, long End)> Records)> SmallJournal()
    {
        var files = new PowerLossFiles();
        using var journal = OpenJournal.On(files, segmentBytes: 4096 * 4);
        await journal.AppendAsync(SomeEntry.With(1, 2, 3), Cancel);
        await journal.AppendAsync(SomeEntry.For(2, NextHour, 4) with { Drops = [new(DropReason.InvalidName, 2), new(DropReason.OptedOut, 1)] }, Cancel);
        var optedOut = SomeEntry.With(5, 6);
        foreach (var item in optedOut.Events) item.OptedOut = true;
        var end = await journal.AppendAsync(optedOut with { OptOutKept = 2 }, Cancel);
        var content = ((PowerLossFile)files.Open(First)).Cached()[..(int)end.Offset];
        SegmentHeader.TryRead(content, out var header);
        using var bytes = new SegmentBytes(files.Open(First), end.Offset);
        var scanner = new BatchScanner(bytes, header.Seed);
        var records = new List<(int, long, long)>();
        for (long at = SegmentHeader.AreaBytes; scanner.Next(at, end.Offset) is { } span; at = span.End)
            records.AddRange(new BatchDecoder(scanner.Records, new()).Decode(span).Records.Select(record => (SomeEntry.NumberOf(record.Event!), record.Start, record.End)));
        Assert.Equal(6, records.Count);
        return (content, records);
    }

    private static FakeStore Recover(byte[] content)
    {
        var files = new PowerLossFiles();
        files.Put(First, content);
        return Drain(files);
    }

    private static FakeStore Drain(PowerLossFiles files)
    {
        var store = new FakeStore();
        using var journal = OpenJournal.On(files, store);
        journal.DrainInto(store);
        Assert.Empty(journal.Waiting());
        return store;
    }
}
