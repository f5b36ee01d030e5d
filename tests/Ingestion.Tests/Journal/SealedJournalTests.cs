using Footfall.Events;
using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Journal.Codec;
using Footfall.Ingestion.Journal.Segments;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>Envelopes on the same way as events: journal, recovery, drain, books.</summary>
public sealed class SealedJournalTests
{
    private readonly PowerLossFiles files = new();
    private readonly FakeStore store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void AnEnvelopeComesBackAsItWas()
    {
        var original = Some.Envelope(7, bytes: 65_536);
        var decoded = Decoded(original, out var writer);
        Assert.Equal((original.Project, original.Epoch, original.Hour, original.Id), (decoded.Project, decoded.Epoch, decoded.Hour, decoded.Id));
        Assert.Equal(original.Bytes.ToArray(), decoded.Bytes.ToArray());
        Assert.Equal(original.Note.ToArray(), decoded.Note.ToArray());
        for (var length = 0; length < 49; length++) Assert.Throws<EventFormatException>(() => EnvelopeCodec.Decode(writer.AsSpan(0, length)));
    }

    [Fact]
    public async Task EventsAndEnvelopesAreDrainedInTheirOrderAndTheBooksBalance()
    {
        using (var journal = OpenJournal.On(files))
        {
            await journal.AppendAsync(SomeEntry.With(1, 2), Cancel);
            await journal.AppendAsync(Entry(1, 2, 3), Cancel);
            await journal.AppendAsync(SomeEntry.With(3), Cancel);
            Assert.Equal(6, journal.Depth().Events);
            journal.DrainInto(store);
        }

        Assert.Equal([1, 2, 3], store.Numbers);
        Assert.Equal([1, 2, 3], Numbers());
        Assert.Equal(6, store[LedgerEntry.Stored]);
        Assert.Empty(store.Differences());
    }

    [Fact]
    public async Task WhatIsAcknowledgedSurvivesAPowerLoss()
    {
        using (var journal = OpenJournal.On(files))
        {
            for (var n = 1; n <= 200; n++) await journal.AppendAsync(Entry(n), Cancel);
        }

        using var after = OpenJournal.On(files.AfterPowerLoss());
        after.DrainInto(store);
        Assert.Equal(Enumerable.Range(1, 200), Numbers());
        Assert.Empty(store.Differences());
    }

    [Fact]
    public async Task ADamagedEnvelopeCostsItselfAloneAndIsBooked()
    {
        using (var journal = OpenJournal.On(files))
        {
            await journal.AppendAsync(Entry(1, 2, 3), Cancel);
        }

        var name = SegmentName.Of(1);
        var file = (PowerLossFile)files.Open(name);
        var at = file.Cached().AsSpan().IndexOf(Some.Envelope(2).Bytes.Span);
        file.Write([0], at);
        file.SyncData();
        using var again = OpenJournal.On(files);
        again.DrainInto(store);
        Assert.Equal([1, 3], Numbers());
        Assert.Equal(1, store[LedgerEntry.Quarantined]);
        Assert.Empty(store.Differences());
    }

    [Fact]
    public async Task AnEnvelopeThatTheStoreRefusesIsSetAside()
    {
        store.Refusal = batch => batch.Envelopes.Any(item => item.Id == Some.Envelope(2).Id) ? new InvalidOperationException("I do not like it.") : null;
        using var journal = OpenJournal.On(files);
        await journal.AppendAsync(Entry(1, 2, 3), Cancel);
        journal.DrainInto(store);
        Assert.Equal([1, 3], Numbers());
        Assert.Equal(1, store[LedgerEntry.Quarantined]);
        Assert.Empty(store.Differences());
    }

    [Fact]
    public async Task LargeEnvelopesAreCommittedInSmallNumbers()
    {
        using var journal = OpenJournal.On(files, segmentBytes: 64 << 20);
        for (var n = 0; n < 600; n++) await journal.AppendAsync(Entry([Some.Envelope(n + 1, bytes: 65_000)]), Cancel);
        journal.DrainInto(store);
        Assert.Equal(600, store.Envelopes.Count);
        Assert.True(store.CommitSizes.Max() <= (20 << 20) / 65_000, $"{store.CommitSizes.Max()} envelopes in one commit");
    }

    /// <summary>Neither in a record nor in the header of a segment, which the request that found no room in the last one begins.</summary>
    [Fact]
    public async Task TheExactTimeOfACommitWithEnvelopesIsNotWritten()
    {
        var clock = new FakeClock();
        clock.Advance(new TimeSpan(0, 0, 17, 31, 123));
        var now = clock.GetUtcNow().UtcDateTime;
        using (var journal = OpenJournal.On(files, time: clock))
        {
            for (var n = 1; n <= 100; n++) await journal.AppendAsync(Entry(n), Cancel);
        }

        var segments = files.Files.Values.Select(file => file.Cached()).ToList();
        Assert.True(segments.Count > 1);
        Assert.All(segments, segment => Assert.Equal(-1, segment.AsSpan().IndexOf(BitConverter.GetBytes(now.Ticks))));
        Assert.All(segments, segment =>
        {
            Assert.True(SegmentHeader.TryRead(segment, out var header));
            Assert.Equal(now.Date.AddHours(now.Hour), header.CreatedAt);
        });
    }

    [Fact]
    public async Task AnEntryWithAFinerTimeThanItsHourIsRefused()
    {
        using var journal = OpenJournal.On(files);
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.AppendAsync(Entry(1) with { ReceivedAt = Some.Now.AddMinutes(1) }, Cancel));
        Assert.Throws<ArgumentException>(() => Some.Envelope(1, hour: Some.Now.AddSeconds(1)));
    }

    private static JournalEntry Entry(params int[] numbers) => Entry([.. numbers.Select(n => Some.Envelope(n))]);

    private static JournalEntry Entry(SealedEnvelope[] envelopes) => new() { Project = Some.Project, ReceivedAt = Some.Now, Envelopes = envelopes };

    private static SealedEnvelope Decoded(SealedEnvelope envelope, out byte[] bytes)
    {
        var writer = new ByteWriter();
        EnvelopeCodec.Encode(envelope, writer);
        bytes = writer.Written.ToArray();
        return EnvelopeCodec.Decode(bytes);
    }

    private IEnumerable<int> Numbers() => store.Envelopes.Select(item => (int)item.Id.Low);
}
