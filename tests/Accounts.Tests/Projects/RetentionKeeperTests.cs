using Footfall.Accounts.Projects;
using Footfall.Accounts.Sealed;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Footfall.Storage.Live;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Accounts.Tests.Projects;

public sealed class RetentionKeeperTests : IDisposable
{
    private readonly TestControl control = new();
    private readonly EventStore store;
    private readonly EpochDirectory epochDirectory = new();
    private readonly EpochStore epochStore;
    private readonly RetentionKeeper keeper;

    public RetentionKeeperTests()
    {
        store = EventStore.Open(control.Folder, new EventStoreOptions { Threads = 1 }, control, NullLoggerFactory.Instance);
        epochStore = new EpochStore(control.Database, EpochKeysFile.Open(control.Folder), epochDirectory, NullLogger<EpochStore>.Instance);
        var epochs = new EpochRetention(store, epochStore, epochDirectory, control);
        keeper = new RetentionKeeper(control.Database, control.Projects, new ProjectEvents(store, new LiveFeed(control)), epochs, control, NullLogger<RetentionKeeper>.Instance);
        var now = control.GetUtcNow().UtcDateTime;
        store.Commit(new DrainBatch("main", new JournalPosition(1, 1), [At(now.AddDays(-29)), At(now.AddDays(-31)), At(now.AddDays(-400)), At(now.AddDays(-400), project: 2)], []));
    }

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
            RemovedProjects.Remember(database, new ProjectNumber(2), control.GetUtcNow().UtcDateTime);
            await database.SaveChangesAsync(Cancellation);
        }

        await keeper.EraseRemovedAsync(Cancellation);

        Assert.Equal([3L], await CountsAsync());
        var now = control.GetUtcNow().UtcDateTime;
        var books = await store.Ledger.ReadAsync(new ProjectNumber(2), now.AddYears(-2), now.AddDays(1), Cancellation);
        Assert.Equal((1, 1, 0), (books.Sum(h => h.Stored), books.Sum(h => h.Erased), books.Sum(h => h.Present)));
    }

    private static Event At(DateTime time, int project = 1) => Some.Event((time - Some.Now).TotalMinutes, project: project);

    private async Task<IEnumerable<object?>> CountsAsync()
    {
        var rows = await store.Reader.QueryAsync("SELECT count(*) FROM events GROUP BY project ORDER BY project", [], QueryLimits.Default, Cancellation);
        return rows.Rows.Select(row => row[0]);
    }
}
