using Footfall.Accounts.Sealed;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Accounts.Tests.Sealed;

public sealed class EpochRetentionTests : IDisposable
{
    private static readonly Guid ProjectId = Guid.CreateVersion7();

    private readonly TestControl control = new();
    private readonly EpochDirectory directory = new();
    private readonly EpochKeysFile keys;
    private readonly EventStore store;
    private readonly EpochStore epochs;
    private readonly EpochRetention retention;

    public EpochRetentionTests()
    {
        store = EventStore.Open(control.Folder, new EventStoreOptions { Threads = 1 }, control, NullLoggerFactory.Instance);
        keys = EpochKeysFile.Open(control.Folder);
        epochs = new EpochStore(control.Database, keys, directory, NullLogger<EpochStore>.Instance);
        retention = new EpochRetention(store, epochs, directory, control);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Project Project => Some.ProjectNumbered(mode: TrustMode.Sealed) with { Id = new ProjectId(ProjectId), RetentionDays = 30 };

    [Fact]
    public async Task AnEpochOfWhichNothingIsYoungEnoughIsDeletedWithItsKey()
    {
        var now = control.GetUtcNow().UtcDateTime;
        await MakeAsync((1, now.AddDays(-32)), (2, now.AddDays(-30)), (3, now.AddDays(10)));
        store.Commit(new DrainBatch("main", new JournalPosition(1, 1), [], [])
        {
            Envelopes = [Some.Envelope(1, epoch: 1), Some.Envelope(2, epoch: 1), Some.Envelope(3, epoch: 2), Some.Envelope(4, epoch: 3)],
        });

        Assert.Equal(1, await retention.EnforceAsync(Project, Cancellation));

        var left = await store.Envelopes.PageAsync(Some.Project, 0, 100, 1 << 20, Cancellation);
        Assert.Equal([2UL, 3UL], left.Select(stored => stored.Envelope.Epoch.Value));
        Assert.Equal([2UL, 3UL], directory.Of(Some.Project).Select(epoch => epoch.Id.Value).Order());
        Assert.Null(keys.Find(new ProjectId(ProjectId), new EpochId(1)));
        Assert.NotNull(keys.Find(new ProjectId(ProjectId), new EpochId(2)));
        var hour = Assert.Single(await store.Ledger.ReadAsync(Some.Project, Some.Now, Some.Now.AddHours(1), Cancellation));
        Assert.Equal((4L, 2L, 2L), (hour.Stored, hour.Expired, hour.Present));
        Assert.Equal(0, await retention.EnforceAsync(Project, Cancellation));
    }

    [Fact]
    public async Task AKeyIsGoneEvenWhereItsEnvelopesCannotBeYet()
    {
        await MakeAsync((1, control.GetUtcNow().UtcDateTime.AddDays(-32)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => retention.EnforceAsync(Project, new CancellationToken(canceled: true)));

        Assert.Null(keys.Find(new ProjectId(ProjectId), new EpochId(1)));
        Assert.Single(directory.Of(Some.Project)); // found again at the next attempt
    }

    [Fact]
    public async Task AnEpochIsReplacedWhenTheNextWasMade()
    {
        var end = control.GetUtcNow().UtcDateTime;
        await MakeAsync((1, end), (2, end));
        Assert.Equal([(1UL, Some.Now.AddDays(1)), (2UL, (DateTime?)null)], directory.Of(Some.Project).Select(epoch => (epoch.Id.Value, epoch.ReplacedAt)).Order());
    }

    [Fact]
    public async Task AProjectThatKeepsForEverKeepsItsEpochs()
    {
        await MakeAsync((1, control.GetUtcNow().UtcDateTime.AddYears(-9)));
        Assert.Equal(0, await retention.EnforceAsync(Project with { RetentionDays = null }, Cancellation));
        Assert.Single(directory.Of(Some.Project));
    }

    public void Dispose()
    {
        epochs.Dispose();
        store.Dispose();
        control.Dispose();
    }

    private async Task MakeAsync(params (ulong Id, DateTime NotAfter)[] made)
    {
        var vault = new VaultRow { Id = Guid.CreateVersion7(), Name = "vault", RootKey = new byte[65] };
        await using var context = control.Database.Connect();
        context.Vaults.Add(vault);
        context.Projects.Add(new ProjectRow { Id = ProjectId, Number = Some.Project.Value, Key = "ff_sealed", Name = "sealed", Mode = TrustMode.Sealed, TimeZone = "UTC" });
        context.VaultProjects.Add(new VaultProjectRow { ProjectId = ProjectId, VaultId = vault.Id });
        for (var at = 0; at < made.Length; at++)
        {
            var id = new EpochId(made[at].Id);
            context.Epochs.Add(new EpochRow { ProjectId = ProjectId, Id = id.ToBytes(), Sequence = at + 1, Statement = new byte[200], Signature = new byte[64], NotAfter = made[at].NotAfter, CreatedAt = Some.Now.AddDays(at), VaultKeyVersion = 1 });
            keys.Add(new ProjectId(ProjectId), id, new byte[100]);
        }

        await context.SaveChangesAsync(Cancellation);
        await epochs.ReloadAsync(Cancellation);
    }
}
