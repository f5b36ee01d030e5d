namespace Footfall.Server;

/// <summary>
/// The directory that holds everything the server keeps, owned by one process. The lock is the operating system's, so a killed server leaves nothing behind that would keep
/// the next one from starting.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream held;

    private DataDirectory(string path, FileStream held)
    {
        FullPath = path;
        this.held = held;
    }

    public string FullPath { get; }

    /// <summary>Makes the directory where it is missing and takes its lock.</summary>
    /// <exception cref="DataDirectoryException">It cannot be written, or another server owns it.</exception>
    public static DataDirectory Take(string path)
    {
        var file = Path.Combine(path, "footfall.lock");
        try
        {
            Directory.CreateDirectory(path);
            // FileShare.None is an advisory flock on Unix.
            return new DataDirectory(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new DataDirectoryException($"The data directory {path} cannot be written. Give the server's user the right to write it, or name another one in FOOTFALL_DATA.", error);
        }
        catch (IOException error) when (File.Exists(file) && IsHeld(file))
        {
            throw new DataDirectoryException($"Another server uses the data directory {path}. Stop it, or name another directory in FOOTFALL_DATA.", error);
        }
        catch (IOException error)
        {
            throw new DataDirectoryException($"The data directory {path} cannot be used: {error.Message} Check the disk, or name another directory in FOOTFALL_DATA.", error);
        }
    }

    public void Dispose() => held.Dispose();

    private static bool IsHeld(string file)
    {
        try
        {
            using var probe = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
