using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Control;

public sealed class EpochKeysFileTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly ProjectId project = new(Guid.NewGuid());

    private string File => Path.Combine(directory.Path, "keys", "current");

    public void Dispose() => directory.Dispose();

    [Fact]
    public void KeysAreThereAfterAStart()
    {
        var keys = EpochKeysFile.Open(directory.Path);
        keys.Add(project, new EpochId(1), [1, 2, 3]);
        keys.Add(project, new EpochId(2), [4, 5, 6]);

        var reopened = EpochKeysFile.Open(directory.Path);
        Assert.Equal(keys.Id, reopened.Id);
        Assert.Equal([1, 2, 3], reopened.Find(project, new EpochId(1)));
        Assert.Equal([4, 5, 6], reopened.Find(project, new EpochId(2)));
        Assert.Null(reopened.Find(new ProjectId(Guid.NewGuid()), new EpochId(1)));
    }

    [Fact]
    public void ADeadKeyIsGoneFromTheFileAndTheOthersStay()
    {
        byte[] dead = [.. "a key of a dead epoch"u8], alive = [.. "a key of one that lives"u8];
        var keys = EpochKeysFile.Open(directory.Path);
        keys.Add(project, new EpochId(1), dead);
        keys.Add(project, new EpochId(2), alive);
        keys.Keep((_, epoch) => epoch == new EpochId(2));

        Assert.Null(keys.Find(project, new EpochId(1)));
        var text = System.IO.File.ReadAllText(File);
        Assert.DoesNotContain(Convert.ToBase64String(dead), text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(alive), text, StringComparison.Ordinal);
        Assert.Equal(["current"], Directory.GetFiles(Path.Combine(directory.Path, "keys")).Select(Path.GetFileName));
    }

    [Fact]
    public void WhoHoldsTheOldFileOpenDoesNotFindADeadKeyInIt()
    {
        byte[] dead = [.. "a key of a dead epoch"u8];
        var keys = EpochKeysFile.Open(directory.Path);
        keys.Add(project, new EpochId(1), dead);
        using var old = new StreamReader(new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        keys.Keep((_, _) => false);
        Assert.DoesNotContain(Convert.ToBase64String(dead), old.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheServersUserReadsTheFile()
    {
        EpochKeysFile.Open(directory.Path).Add(project, new EpochId(1), [1]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"version":9,"id":"x","keys":[]}""")]
    [InlineData("""{"version":1,"id":"x","keys":[{"project":"00000000-0000-0000-0000-000000000000","epoch":"AAAAAAAAAAE=","sealed":"AA=="}]}""")]
    [InlineData("""{"version":1,"id":"x","keys":[{"project":"e0b73294-0000-4000-8000-000000000000","epoch":"AA==","sealed":"AA=="}]}""")]
    public void AFileThatCannotBeReadIsNotTakenForAnEmptyOne(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text);
        var refusal = Assert.Throws<InvalidDataException>(() => EpochKeysFile.Open(directory.Path));
        Assert.Contains("restore it", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }
}
