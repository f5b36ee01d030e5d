namespace Footfall.Agent.Segments;

/// <summary>
/// Where a decrypted database file may lie for the moments in which DuckDB writes or reads it: in memory, never on a disk. A folder of one's own within it,
/// whose files are removed at once. Thread-safe.
/// </summary>
public sealed class Scratch : IDisposable
{
    private const string SharedMemory = "/dev/shm";
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo? folder;

    private Scratch(DirectoryInfo? folder) => this.folder = folder;

    /// <summary>False: this machine has no file system in memory, and none was named. Segments of the form duckdb are then neither written nor read.</summary>
    public bool Exists => folder is not null;

    /// <param name="named">A folder that its owner vouches for; null: the system's shared memory, where that is what it should be.</param>
    /// <exception cref="AgentException">The folder cannot be used.</exception>
    public static Scratch Open(string? named)
    {
        if (named is null && !IsInMemory(SharedMemory)) return new Scratch(null);
        try
        {
            var path = Path.Combine(named ?? SharedMemory, $"footfall-agent-{Guid.NewGuid():N}");
            return new Scratch(OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnersAlone));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AgentException($"The scratch folder cannot be used: {error.Message}");
        }
    }

    /// <summary>Runs with a path at which there is no file yet; what is there afterwards is removed.</summary>
    /// <exception cref="InvalidOperationException">There is no scratch.</exception>
    public T Use<T>(Func<string, T> work)
    {
        var path = Path.Combine((folder ?? throw new InvalidOperationException("There is no scratch.")).FullName, Guid.NewGuid().ToString("N"));
        try
        {
            return work(path);
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".wal");
        }
    }

    public void Dispose() => folder?.Delete(recursive: true);

    private static bool IsInMemory(string path) => Directory.Exists(path) && new DriveInfo(path) is { IsReady: true, DriveFormat: "tmpfs" };
}
