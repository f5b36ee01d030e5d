namespace Footfall.Ingestion.Journal.Files;

/// <summary>The journal's files on a real disk.</summary>
internal sealed class DiskFiles : IJournalFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    private readonly string directory;

    public DiskFiles(string directory)
    {
        this.directory = System.IO.Path.GetFullPath(directory);
        MakeFolder(this.directory);
    }

    public IJournalFile Create(string name)
    {
        if (System.IO.Path.GetDirectoryName(name) is { Length: > 0 } folder) MakeFolder(System.IO.Path.Combine(directory, folder));
        var path = PathOf(name);
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(handle, OwnerOnly);
            return new DiskFile(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public IJournalFile Open(string name) =>
        new DiskFile(File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    public void Delete(string name) => File.Delete(PathOf(name));

    public IReadOnlyList<string> List(string folder)
    {
        var path = PathOf(folder);
        return Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Select(file => System.IO.Path.GetFileName(file))] : [];
    }

    public void SyncDirectory(string folder) => NativeSync.Directory(PathOf(folder));

    public DiskSpace Space()
    {
        var drive = new DriveInfo(directory);
        return new DiskSpace(drive.AvailableFreeSpace, drive.TotalSize);
    }

    private string PathOf(string name) => System.IO.Path.Combine(directory, name);

    /// <summary>The folder's own name must survive a power failure too, so its parent is synced.</summary>
    private static void MakeFolder(string path)
    {
        if (Directory.Exists(path)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnlyFolder);
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } parent) NativeSync.Directory(parent);
    }
}
