using System.Security.Cryptography;
using Footfall.Accounts.Projects;
using Footfall.Accounts.Sealed;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Footfall.Storage.Live;
using Footfall.Storage.Sealed;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Accounts.Tests.Projects;

public sealed class RetentionKeeperTests : IDisposable
{
    private readonly TestControl control = new();
    private readonly EventStore store;
    private readonly EpochDirectory epochDirectory = new();
    private readonly EpochKeysFile keys;
    private readonly EpochStore epochStore;
    private readonly RetentionKeeper keeper;

    public RetentionKeeperTests()
    {
        store = EventStore.Open(control.Folder, new EventStoreOptions { Threads = 1 }, control, NullLoggerFactory.Instance);
        keys = EpochKeysFile.Open(control.Folder);
        epochStore = new EpochStore(control.Database, keys, epochDirectory, NullLogger<EpochStore>.Instance);
        var epochs = new EpochRetention(store, epochStore, epochDirectory, control);
        keeper = new RetentionKeeper(control.Database, control.Projects, new ProjectEvents(store, new LiveFeed(control)), epochs, epochStore, control, NullLogger<RetentionKeeper>.Instance);
        var now = control.GetUtcNow().UtcDateTime;
        store.Commit(new DrainBatch("main", new JournalPosition(1, 1), [At(now.AddDays(-29)), At(now.AddDays(-31)), At(now.AddDays(-400)), At(now.AddDays(-400), project: 2)], []));
    }

    private static readonly ProjectId Id = new(Guid.CreateVersion7());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        keeper.Dispose();
        epochStore.Dispose();
        store.Dispose();
        control.Dispose();
    }

    [Fact]
    public async Task WhatIsOlderThanAProjectKeepsIsDeletedAndBooked()
    {
        await keeper.EnforceAsync(Some.ProjectNumbered() with { RetentionDays = 30 }, Cancellation);

        Assert.Equal([1L, 1L], await CountsAsync());
        var now = control.GetUtcNow().UtcDateTime;
        var books = await store.Ledger.ReadAsync(Some.Project, now.AddYears(-2), now.AddDays(1), Cancellation);
        Assert.Equal((3, 2, 1), (books.Sum(h => h.Stored), books.Sum(h => h.Expired), books.Sum(h => h.Present)));
    }

    [Fact]
    public async Task AProjectThatKeepsForEverLosesNothing()
    {
        await keeper.EnforceAsync(Some.ProjectNumbered(), Cancellation);

        Assert.Equal([3L, 1L], await CountsAsync());
    }

    [Fact]
    public async Task WhatReachesTheStoreAfterItsProjectWasRemovedIsErased()
    {
        await keeper.EraseRemovedAsync(Cancellation);
        Assert.Equal([3L, 1L], await CountsAsync());

        await using (var database = control.Database.Connect())
        {
            RemovedProjects.Remember(database, Id, new ProjectNumber(2), control.GetUtcNow().UtcDateTime);
            await database.SaveChangesAsync(Cancellation);
        }

        await keeper.EraseRemovedAsync(Cancellation);

        Assert.Equal([3L], await CountsAsync());
        var now = control.GetUtcNow().UtcDateTime;
        var books = await store.Ledger.ReadAsync(new ProjectNumber(2), now.AddYears(-2), now.AddDays(1), Cancellation);
        Assert.Equal((1, 1, 0), (books.Sum(h => h.Stored), books.Sum(h => h.Erased), books.Sum(h => h.Present)));
    }

    /// <summary>A crash may come before the keys go, before the rows go, and before the files go: each time the next round finishes what is left.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task AnErasureOfACompactedProjectThatACrashCutShortIsFinished(bool keysWentFirst, bool rowsWentAsWell)
    {
        var number = new ProjectNumber(3);
        await CompactAsync(number);
        var folder = Path.Combine(control.Folder, "segments", "3");
        var file = Assert.Single(Directory.GetFiles(folder));
        keys.Add(Id, new EpochId(1), new byte[100]);
        keys.Add(new ProjectId(Guid.CreateVersion7()), new EpochId(1), new byte[100]);
        await using (var database = control.Database.Connect())
        {
            RemovedProjects.Remember(database, Id, number, control.GetUtcNow().UtcDateTime);
            await database.SaveChangesAsync(Cancellation);
        }

        if (keysWentFirst) await epochStore.ForgetProjectAsync(Id);
        if (rowsWentAsWell)
        {
            var bytes = await File.ReadAllBytesAsync(file, Cancellation);
            store.Removals.DeleteProject(number);
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(file, bytes, Cancellation);
        }

        await keeper.EraseRemovedAsync(Cancellation);

        Assert.Null(keys.Find(Id, new EpochId(1)));
        Assert.Single(keys.Epochs);
        Assert.False(Directory.Exists(folder));
        foreach (var table in new[] { "envelopes", "segments", "manifests" })
            Assert.Equal(0L, (await store.Reader.QueryAsync($"SELECT count(*) FROM {table} WHERE project = 3", [], QueryLimits.Default, Cancellation)).Rows[0][0]);
        Assert.False(await store.Segments.Removals.HasRemainsAsync(number, Cancellation));
    }

    /// <summary>A project of which nothing is left but a segment, and the envelopes that it stands for.</summary>
    private async Task CompactAsync(ProjectNumber project)
    {
        var envelope = Some.Envelope(1, project: project.Value);
        store.Commit(new DrainBatch("main", new JournalPosition(1, 2), [], []) { Envelopes = [envelope] });
        var bytes = new byte[] { 1, 2, 3 };
        var segment = new NewSegment
        {
            Project = project,
            Id = Guid.NewGuid(),
            Manifest = new Manifest { Epoch = envelope.Epoch, Sequence = 0, Entry = new byte[50], Signature = new byte[64] },
            Previous = default,
            Hash = SHA256.HashData(bytes),
            Envelopes = new EnvelopeRange(1, 1, 1, SHA256.HashData(envelope.Id.ToBytes())),
        };
        Assert.Equal(SegmentOutcome.Done, await store.Segments.SwapAsync(segment, new MemoryStream(bytes), Cancellation));
        Assert.Equal(0, await store.Facts.CountEventsAsync(project, Cancellation));
    }

    private static Event At(DateTime time, int project = 1) => Some.Event((time - Some.Now).TotalMinutes, project: project);

    private async Task<IEnumerable<object?>> CountsAsync()
    {
        var rows = await store.Reader.QueryAsync("SELECT count(*) FROM events GROUP BY project ORDER BY project", [], QueryLimits.Default, Cancellation);
        return rows.Rows.Select(row => row[0]);
    }
}
