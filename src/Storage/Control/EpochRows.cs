using Footfall.Events;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Storage.Control;

/// <summary>Brings the epochs of the control plane to the directory that the hot paths read.</summary>
public static class EpochRows
{
    /// <summary>The statement's layout: 17 bytes of title, project, epoch, then the key (docs/formats/sealed.md).</summary>
    private const int KeyAt = 17 + 16 + EpochId.Bytes;
    private const int KeyBytes = 65;

    public static ReadOnlyMemory<byte> PublicKeyOf(EpochRow epoch) => epoch.Statement.AsMemory(KeyAt, KeyBytes);

    public static async Task ReloadAsync(this EpochDirectory epochs, ControlDatabase database, CancellationToken cancellation = default)
    {
        await using var control = database.Connect();
        var rows = await (
            from epoch in control.Epochs.AsNoTracking()
            join project in control.Projects on epoch.ProjectId equals project.Id
            join owned in control.VaultProjects on epoch.ProjectId equals owned.ProjectId
            join vault in control.Vaults on owned.VaultId equals vault.Id
            orderby project.Number, epoch.Sequence
            select new { project.Number, Epoch = epoch, vault.RootKey }).ToListAsync(cancellation);
        epochs.Replace([.. rows.Select((row, at) => new Epoch
        {
            Project = new ProjectNumber(row.Number),
            Id = EpochId.Read(row.Epoch.Id),
            PublicKey = PublicKeyOf(row.Epoch),
            NotAfter = row.Epoch.NotAfter,
            ReplacedAt = at + 1 < rows.Count && rows[at + 1].Number == row.Number ? rows[at + 1].Epoch.CreatedAt : null,
            Statement = row.Epoch.Statement,
            Signature = row.Epoch.Signature,
            RootKey = row.RootKey,
        })]);
    }
}
