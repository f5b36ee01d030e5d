using Footfall.Events;
using Footfall.Sealing.Hpke;
using Footfall.Storage.Control;
using Xunit;

namespace Footfall.Reliability.Tests.Running;

/// <summary>
/// A sealed project, written where a server that does not run will find it: making one by its API takes the keys and signatures of an owner, of which nothing
/// depends here.
/// </summary>
internal sealed class PlantedProject : IDisposable
{
    private const int Number = 1_000;

    private PlantedProject(Guid id, EpochId epoch, HpkeKey key) => (Id, Epoch, Key) = (id, epoch, key);

    public Guid Id { get; }

    public EpochId Epoch { get; }

    public HpkeKey Key { get; }

    public TestProject AsProject => new(Id.ToString(), "ff_planted", "planted.example");

    public static async Task<PlantedProject> PlantAsync(string dataDirectory)
    {
        var made = new PlantedProject(Guid.CreateVersion7(), new EpochId(0x0102030405060708), HpkeKey.Generate());
        var vault = new VaultRow { Id = Guid.CreateVersion7(), Name = "planted", RootKey = new byte[HpkeKey.PublicBytes] };
        EpochKeysFile.Open(dataDirectory).Add(new ProjectId(made.Id), made.Epoch, new byte[100]);
        await using var control = ControlDatabase.Open(dataDirectory).Connect();
        control.Vaults.Add(vault);
        control.Projects.Add(new ProjectRow { Id = made.Id, Number = Number, Key = made.AsProject.Key, Name = "planted", Mode = TrustMode.Sealed, TimeZone = "UTC", OptOut = OptOutPolicy.Ignore });
        control.VaultProjects.Add(new VaultProjectRow { ProjectId = made.Id, VaultId = vault.Id });
        control.Epochs.Add(new EpochRow
        {
            ProjectId = made.Id,
            Id = made.Epoch.ToBytes(),
            Sequence = 1,
            Statement = [.. "footfall/epoch/v1"u8, .. made.Id.ToByteArray(bigEndian: true), .. made.Epoch.ToBytes(), .. made.Key.Public, .. new byte[8]],
            Signature = new byte[64],
            NotAfter = new DateTime(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            VaultKeyVersion = 1,
        });
        await control.SaveChangesAsync(TestContext.Current.CancellationToken);
        return made;
    }

    public void Dispose() => Key.Dispose();
}
