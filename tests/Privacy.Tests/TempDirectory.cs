namespace Footfall.Privacy.Tests;

/// <summary>A directory of the test's own, gone with it.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("footfall-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
