using System.Security.Cryptography;
using System.Text;
using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Storage.Sealed;
using Footfall.Storage.Tests.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Sealed;

public sealed class SegmentTests : IDisposable
{
    private static readonly byte[] File = Encoding.ASCII.GetBytes("what only key holders read");

    private readonly TestStore store = new();
    private Manifest? last;

    private SegmentStore Segments => store.Store.Segments;

    [Fact]
    public async Task ASegmentStandsForItsEnvelopesAndTheBooksBalance()
    {
        Send(1, 2, 3);
        var id = await SwapAsync(Envelopes(1, 2));
        Assert.Equal([3], await IdsAsync());
        var segment = Assert.Single((await ListAsync()).Segments);
        Assert.True(segment.IsLive);
        Assert.Equal((id, File.Length, 1L, 2L, 2L), (segment.Id, (int)segment.Size, segment.FirstNumber, segment.LastNumber, segment.Envelopes));
        Assert.Equal(File, Bytes(id));
        await HoldAsync(present: 1, compacted: 2);
    }

    [Fact]
    public async Task WhoIsSecondIsToldAndChangesNothing()
    {
        Send(1, 2, 3);
        var first = await SwapAsync(Envelopes(1, 2));
        Assert.Equal(SegmentOutcome.SourcesGone, await TrySwapAsync(New(Envelopes(2, 3))));
        Assert.Equal(SegmentOutcome.ChainMoved, await TrySwapAsync(New(Envelopes(3, 3)) with { Previous = default }));
        Assert.Equal(SegmentOutcome.ChainMoved, await TrySwapAsync(New(Envelopes(3, 3)) with { Previous = new byte[32] }));
        Assert.Equal(SegmentOutcome.IdTaken, await TrySwapAsync(New(Envelopes(3, 3)) with { Id = first }));
        Assert.Equal(SegmentOutcome.OtherBytes, await TrySwapAsync(New(Envelopes(3, 3)) with { Hash = new byte[32] }));
        Assert.Equal(SegmentOutcome.SourcesGone, await TrySwapAsync(New(Envelopes(3, 3) with { Consumed = new byte[32] })));
        Assert.Equal(SegmentOutcome.SourcesGone, await TrySwapAsync(New(replaces: [Guid.NewGuid()])));
        Assert.Equal([3], await IdsAsync());
        Assert.Single((await ListAsync()).Segments);
        Assert.Equal([Path.Combine(Folder, first.ToString())], Directory.GetFiles(Path.GetDirectoryName(Folder)!, "*", SearchOption.AllDirectories));
        await HoldAsync(present: 1, compacted: 2);
    }

    [Fact]
    public async Task OfManyAtOnceOneSwaps()
    {
        Send(1, 2);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TrySwapAsync(New(Envelopes(1, 2))))));
        Assert.Single(outcomes, outcome => outcome == SegmentOutcome.Done);
        Assert.Single((await ListAsync()).Segments);
        await HoldAsync(present: 0, compacted: 2);
    }

    [Fact]
    public async Task EnvelopesOfAnotherEpochStayWhereTheyAre()
    {
        store.CommitSealed([Some.Envelope(1), Some.Envelope(2, epoch: 2), Some.Envelope(3)]);
        await SwapAsync(new EnvelopeRange(1, 3, 2, HashOf(1, 3)));
        Assert.Equal([2], await IdsAsync());
    }

    [Fact]
    public async Task SegmentsAreMergedAndAMergeIsUndone()
    {
        Send(1, 2);
        var (first, second) = (await SwapAsync(Envelopes(1, 1)), await SwapAsync(Envelopes(2, 2)));
        var merged = await SwapAsync(null, first, second);
        Assert.Equal([merged], await LiveAsync());
        Assert.Equal(SegmentOutcome.TooLate, Undo(first));
        Assert.Equal(SegmentOutcome.Done, Undo(merged));
        Assert.Equal([first, second], (await LiveAsync()).OrderBy(id => id != first));
        Assert.Equal(SegmentOutcome.TooLate, Undo(merged));
        await HoldAsync(present: 0, compacted: 2);
    }

    [Fact]
    public async Task WhatWasUndoneIsThereAgainAndTheChainGoesOn()
    {
        Send(1, 2);
        var undone = await SwapAsync(Envelopes(1, 2));
        Assert.Equal(SegmentOutcome.Unknown, Undo(Guid.NewGuid()));
        Assert.Equal(SegmentOutcome.Done, Undo(undone));
        Assert.Equal([1, 2], await IdsAsync());
        await HoldAsync(present: 2, compacted: 0);
        await SwapAsync(Envelopes(1, 2));
        await HoldAsync(present: 0, compacted: 2);
        Assert.Equal([0L, 1L, 2L], (await ListAsync()).Manifests.Select(manifest => manifest.Sequence));
    }

    [Fact]
    public async Task AfterTheDaysOfGraceNothingIsUndoneAndWhatWasReplacedGoes()
    {
        Send(1, 2);
        var first = await SwapAsync(Envelopes(1, 1));
        var merged = await SwapAsync(Envelopes(2, 2), first);
        store.Clock.Advance(TimeSpan.FromDays(7));
        await Segments.Removals.PurgeAsync(TestStore.Cancellation);
        Assert.Equal(2L, store.Value("SELECT count(*) FROM envelopes"));
        store.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(SegmentOutcome.TooLate, Undo(merged));
        await Segments.Removals.PurgeAsync(TestStore.Cancellation);
        Assert.Equal(0L, store.Value("SELECT count(*) FROM envelopes"));
        Assert.Null(Segments.Open(Some.Project, first));
        Assert.Equal(File, Bytes(merged));
        Assert.Equal([merged], await LiveAsync());
        Assert.Equal(2, (await ListAsync()).Manifests.Count);
        await HoldAsync(present: 0, compacted: 2);
    }

    [Fact]
    public async Task AnEnvelopeThatComesAgainAfterItsSegmentIsStillADuplicate()
    {
        Send(1);
        await SwapAsync(Envelopes(1, 1));
        store.Clock.Advance(TimeSpan.FromDays(7.9));
        await Segments.Removals.PurgeAsync(TestStore.Cancellation);
        store.Restart();
        Assert.Equal(1, store.CommitSealed([Some.Envelope(1, hour: Some.Now.AddDays(7))]).Duplicates);
    }

    [Fact]
    public async Task ADeletedEpochLeavesManifestsAndNothingElse()
    {
        Send(1, 2, 3);
        var id = await SwapAsync(Envelopes(1, 2));
        Assert.Equal(1, Segments.Removals.DeleteEpoch(Some.Project, new EpochId(1)));
        Assert.Empty(await IdsAsync());
        Assert.Null(Segments.Open(Some.Project, id));
        Assert.Empty(await LiveAsync());
        Assert.Single((await ListAsync()).Manifests);
        Assert.Equal(0L, store.Value("SELECT count(*) FROM envelopes"));
        var hour = await HourAsync();
        Assert.Equal((1L, 2L, 0L), (hour.Expired, hour.Compacted, hour.Present));
        Assert.Empty(LedgerBalance.Check([hour], _ => 0));
    }

    [Fact]
    public async Task ARemovedProjectLeavesNothing()
    {
        Send(1, 2);
        await SwapAsync(Envelopes(1, 1));
        Assert.Equal(1, store.Store.Removals.DeleteProject(Some.Project));
        var (segments, manifests) = await ListAsync();
        Assert.Empty(segments);
        Assert.Empty(manifests);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task WhatACrashLeftIsSweptAndWhatCountsIsNot()
    {
        Send(1);
        var id = await SwapAsync(Envelopes(1, 1));
        var stray = Path.Combine(Folder, Guid.NewGuid().ToString());
        await System.IO.File.WriteAllBytesAsync(stray, File, TestStore.Cancellation);
        foreach (var file in Directory.GetFiles(Folder)) System.IO.File.SetLastWriteTimeUtc(file, Some.Now.AddDays(-1));
        await Segments.Removals.PurgeAsync(TestStore.Cancellation);
        Assert.False(System.IO.File.Exists(stray));
        Assert.Equal(File, Bytes(id));
    }

    public void Dispose() => store.Dispose();

    private string Folder => Path.Combine(store.DataDirectory, "segments", Some.Project.ToString());

    private void Send(params int[] numbers) => store.CommitSealed(
        [.. numbers.Select(number => Some.Envelope(number))],
        [new(Some.Project, Some.Now, LedgerEntry.Received, null, numbers.Length), new(Some.Project, Some.Now, LedgerEntry.Journalled, null, numbers.Length)]);

    /// <summary>As sent, each with its own number.</summary>
    private static EnvelopeRange Envelopes(int from, int to) => new(from, to, to - from + 1, HashOf([.. Enumerable.Range(from, to - from + 1)]));

    private static byte[] HashOf(params int[] numbers) => SHA256.HashData([.. numbers.SelectMany(number => Some.Envelope(number).Id.ToBytes())]);

    private NewSegment New(EnvelopeRange? envelopes = null, params Guid[] replaces) => new()
    {
        Project = Some.Project,
        Id = Guid.NewGuid(),
        Manifest = Next(),
        Previous = last is null ? default : SHA256.HashData(last.Entry.Span),
        Hash = SHA256.HashData(File),
        Envelopes = envelopes,
        Replaces = replaces,
    };

    private Manifest Next() => new()
    {
        Epoch = new EpochId(1),
        Sequence = (last?.Sequence ?? -1) + 1,
        Entry = RandomNumberGenerator.GetBytes(50),
        Signature = new byte[64],
    };

    private Task<SegmentOutcome> TrySwapAsync(NewSegment segment) => Segments.SwapAsync(segment, new MemoryStream(File), TestStore.Cancellation);

    private async Task<Guid> SwapAsync(EnvelopeRange? envelopes, params Guid[] replaces)
    {
        var segment = New(envelopes, replaces);
        Assert.Equal(SegmentOutcome.Done, await TrySwapAsync(segment));
        last = segment.Manifest;
        return segment.Id;
    }

    private SegmentOutcome Undo(Guid id)
    {
        var manifest = Next();
        var outcome = Segments.Undo(Some.Project, id, manifest, last is null ? default : SHA256.HashData(last.Entry.Span));
        if (outcome == SegmentOutcome.Done) last = manifest;
        return outcome;
    }

    private Task<(List<Segment> Segments, List<Manifest> Manifests)> ListAsync() => Segments.ListAsync(Some.Project, TestStore.Cancellation);

    private async Task<IEnumerable<Guid>> LiveAsync() => (await ListAsync()).Segments.Where(segment => segment.IsLive).Select(segment => segment.Id);

    private async Task<IEnumerable<int>> IdsAsync() =>
        (await store.Store.Envelopes.PageAsync(Some.Project, 0, 100, 1 << 20, TestStore.Cancellation)).Select(stored => (int)stored.Envelope.Id.Low);

    private byte[] Bytes(Guid id)
    {
        using var bytes = Segments.Open(Some.Project, id)!;
        var copy = new MemoryStream();
        bytes.CopyTo(copy);
        return copy.ToArray();
    }

    private async Task<LedgerHour> HourAsync() => Assert.Single(await store.Store.Ledger.ReadAsync(Some.Project, Some.Now, Some.Now.AddHours(1), TestStore.Cancellation));

    private async Task HoldAsync(int present, int compacted)
    {
        var hour = await HourAsync();
        Assert.Equal((present, compacted), (hour.Present, hour.Compacted));
        Assert.Empty(LedgerBalance.Check([hour], _ => 0));
    }
}
