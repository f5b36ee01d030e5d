using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Sealed;

/// <summary>Keeps the epochs' three homes together: the database, the file of sealed keys and the directory of the hot paths. Thread-safe.</summary>
public sealed class EpochStore(ControlDatabase database, EpochKeysFile keys, EpochDirectory epochs) : IDisposable
{
    private readonly SemaphoreSlim changing = new(1, 1);

    /// <summary>Brings the directory up to date, and forgets keys whose epoch or project is gone.</summary>
    public Task ReloadAsync(CancellationToken cancellation = default) => ChangeAsync(() => Task.FromResult(true), cancellation);

    /// <summary>
    /// Runs what makes or removes epochs, alone; then the directory and the file follow the database. Whoever holds a transaction already must not call this:
    /// two that wait for each other would both fail.
    /// </summary>
    internal async Task<T> ChangeAsync<T>(Func<Task<T>> change, CancellationToken cancellation)
    {
        await changing.WaitAsync(cancellation);
        try
        {
            var result = await change();
            await epochs.ReloadAsync(database, CancellationToken.None);
            return result;
        }
        finally
        {
            try
            {
                // After a failed change as well, whose keys must not stay.
                await ForgetDeadAsync();
            }
            finally
            {
                changing.Release();
            }
        }
    }

    /// <summary>Forgets an epoch's key alone: from then on its messages are closed for good, whatever becomes of them and of the epoch's row.</summary>
    public void ForgetKey(ProjectId project, EpochId epoch) => keys.Keep((p, e) => p != project || e != epoch);

    /// <summary>Removes an epoch, and its key with it: nobody can open anything of it any more who has not kept the key.</summary>
    public Task RemoveAsync(ProjectId project, EpochId epoch, CancellationToken cancellation = default) => ChangeAsync(
        async () =>
        {
            await using var control = database.Connect();
            var id = epoch.ToBytes();
            return await control.Epochs.Where(row => row.ProjectId == project.Value && row.Id == id).ExecuteDeleteAsync(cancellation);
        },
        cancellation);

    /// <summary>Within <see cref="ChangeAsync"/> and before the commit: an epoch without its key would be one that nobody can ever open.</summary>
    internal void WriteKey(NewEpoch made) => keys.Add(new ProjectId(made.Row.ProjectId), EpochId.Read(made.Row.Id), made.SealedKey);

    internal EpochAnswer ToAnswer(EpochRow row)
    {
        var id = EpochId.Read(row.Id);
        return new EpochAnswer(
            id.ToString(), Binary.Write(EpochRows.PublicKeyOf(row).Span), row.NotAfter, Binary.Write(row.Statement), Binary.Write(row.Signature), row.VaultKeyVersion,
            Binary.WriteOrNull(keys.Find(new ProjectId(row.ProjectId), id)), row.CreatedAt);
    }

    public void Dispose() => changing.Dispose();

    private async Task ForgetDeadAsync()
    {
        await using var control = database.Connect();
        var alive = (await control.Epochs.AsNoTracking().Select(e => new { e.ProjectId, e.Id }).ToListAsync())
            .Select(e => (new ProjectId(e.ProjectId), EpochId.Read(e.Id))).ToHashSet();
        keys.Keep((project, epoch) => alive.Contains((project, epoch)));
    }
}
