using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Footfall.Accounts.Sealed;

/// <summary>Keeps the epochs' three homes together: the database, the file of sealed keys and the directory of the hot paths. Thread-safe.</summary>
public sealed class EpochStore(ControlDatabase database, EpochKeysFile keys, EpochDirectory epochs, ILogger<EpochStore> logger) : IDisposable
{
    private readonly SemaphoreSlim changing = new(1, 1);

    /// <summary>What the present change has written, and takes back should it fail. Touched within <see cref="changing"/> alone.</summary>
    private readonly HashSet<(ProjectId Project, EpochId Epoch)> written = [];

    /// <summary>
    /// Brings the directory up to date. Keys that no epoch of the database has are kept and told of: beside an older database from a backup they are the only
    /// ones of newer epochs.
    /// </summary>
    public async Task ReloadAsync(CancellationToken cancellation = default)
    {
        await ChangeAsync(() => Task.FromResult(true), cancellation);
        var alive = await AliveAsync();
        var orphans = keys.Epochs.Count(key => !alive.Contains(key));
        if (orphans > 0) Log.OrphanedKeys(logger, orphans);
    }

    /// <summary>
    /// Runs what makes or removes epochs, alone; then the directory follows the database, and keys of a failed change go. Whoever holds a transaction already must not call this:
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
                await TakeBackAsync();
            }
            finally
            {
                written.Clear();
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
            ForgetKey(project, epoch);
            await using var control = database.Connect();
            var id = epoch.ToBytes();
            return await control.Epochs.Where(row => row.ProjectId == project.Value && row.Id == id).ExecuteDeleteAsync(cancellation);
        },
        cancellation);

    /// <summary>Forgets all keys of a project that was removed; costs nothing where there are none.</summary>
    internal async Task ForgetProjectAsync(ProjectId project)
    {
        if (keys.Epochs.All(key => key.Project != project)) return;
        await ChangeAsync(
            () =>
            {
                keys.Keep((p, _) => p != project);
                return Task.FromResult(true);
            },
            CancellationToken.None);
    }

    /// <summary>Within <see cref="ChangeAsync"/> and before the commit: an epoch without its key would be one that nobody can ever open.</summary>
    internal void WriteKey(NewEpoch made)
    {
        var (project, epoch) = (new ProjectId(made.Row.ProjectId), EpochId.Read(made.Row.Id));
        written.Add((project, epoch));
        keys.Add(project, epoch, made.SealedKey);
    }

    internal EpochAnswer ToAnswer(EpochRow row)
    {
        var id = EpochId.Read(row.Id);
        return new EpochAnswer(
            id.ToString(), Binary.Write(EpochRows.PublicKeyOf(row).Span), row.NotAfter, Binary.Write(row.Statement), Binary.Write(row.Signature), row.VaultKeyVersion,
            Binary.WriteOrNull(keys.Find(new ProjectId(row.ProjectId), id)), row.CreatedAt);
    }

    public void Dispose() => changing.Dispose();

    private async Task TakeBackAsync()
    {
        if (written.Count == 0) return;
        // The database is asked: a commit may have failed only after it was done.
        var alive = await AliveAsync();
        keys.Keep((project, epoch) => !written.Contains((project, epoch)) || alive.Contains((project, epoch)));
    }

    private async Task<HashSet<(ProjectId Project, EpochId Epoch)>> AliveAsync()
    {
        await using var control = database.Connect();
        var rows = await control.Epochs.AsNoTracking().Select(e => new { e.ProjectId, e.Id }).ToListAsync();
        return rows.Select(e => (new ProjectId(e.ProjectId), EpochId.Read(e.Id))).ToHashSet();
    }
}
