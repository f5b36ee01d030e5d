using Footfall.Accounts.Sealed;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Accounts.Tests.Sealed;

public sealed class EpochStoreTests : IDisposable
{
    private static readonly ProjectId Project = new(Guid.CreateVersion7());
    private static readonly EpochId Orphan = new(1);
    private static readonly EpochId Made = new(2);

    private readonly TestControl control = new();
    private readonly EpochKeysFile keys;
    private readonly EpochStore epochs;

    public EpochStoreTests()
    {
        keys = EpochKeysFile.Open(control.Folder);
        epochs = new EpochStore(control.Database, keys, new EpochDirectory(), NullLogger<EpochStore>.Instance);
        keys.Add(Project, Orphan, new byte[100]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStartBesideAnOlderDatabaseKeepsTheNewerKeys()
    {
        await epochs.ReloadAsync(Cancellation);
        Assert.NotNull(EpochKeysFile.Open(control.Folder).Find(Project, Orphan));
    }

    [Fact]
    public async Task AFailedChangeTakesBackItsOwnKeyAlone()
    {
        var row = new EpochRow { ProjectId = Project.Value, Id = Made.ToBytes(), Statement = new byte[200], Signature = new byte[64] };
        await Assert.ThrowsAsync<InvalidOperationException>(() => epochs.ChangeAsync<bool>(
            () =>
            {
                epochs.WriteKey(new NewEpoch(row, new byte[100]));
                throw new InvalidOperationException();
            },
            Cancellation));
        Assert.Null(keys.Find(Project, Made));
        Assert.NotNull(keys.Find(Project, Orphan));
    }

    [Fact]
    public async Task ARemovedEpochLosesItsKeyAlone()
    {
        keys.Add(Project, Made, new byte[100]);
        await epochs.RemoveAsync(Project, Made, Cancellation);
        Assert.Equal([(Project, Orphan)], keys.Epochs);
    }

    [Fact]
    public async Task ARemovedProjectLosesItsKeysAlone()
    {
        var other = new ProjectId(Guid.CreateVersion7());
        keys.Add(other, Made, new byte[100]);
        await epochs.ForgetProjectAsync(Project);
        Assert.Equal([(other, Made)], keys.Epochs);
    }

    public void Dispose()
    {
        epochs.Dispose();
        control.Dispose();
    }
}
