using Xunit;

namespace Footfall.Server.Tests;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("footfall-data-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ASecondOwnerIsRefusedAndTheNextOneIsNot()
    {
        using (DataDirectory.Take(folder))
        {
            var refusal = Assert.Throws<DataDirectoryException>(() => DataDirectory.Take(folder));
            Assert.Contains("Another server uses", refusal.Message, StringComparison.Ordinal);
        }

        using var next = DataDirectory.Take(folder);
        Assert.Equal(folder, next.FullPath);
    }

    [Fact]
    public void AFileInItsPlaceIsRefused()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        Assert.Contains("cannot be used", Assert.Throws<DataDirectoryException>(() => DataDirectory.Take(file)).Message, StringComparison.Ordinal);
    }
}
