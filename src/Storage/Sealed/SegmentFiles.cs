using System.Globalization;
using System.Security.Cryptography;
using Footfall.Events;
using Footfall.Storage.Files;

namespace Footfall.Storage.Sealed;

/// <summary>The bytes of segments: <c>segments/{project's number}/{id}</c> in the data directory. A file is written once and never changed. Thread-safe.</summary>
internal sealed class SegmentFiles(string dataDirectory)
{
    private const string Drafts = "drafts";

    private readonly string root = Path.Combine(dataDirectory, "segments");

    /// <summary>Writes bytes to a file of their own that is not yet a segment; they are on the disk when this returns, with their SHA-256. The caller deletes it.</summary>
    public async Task<(FileInfo Draft, byte[] Hash)> WriteDraftAsync(Stream bytes, CancellationToken cancellation)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(root, Drafts)).FullName, Guid.NewGuid().ToString("N"));
        try
        {
            await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
            using var hash = SHA256.Create();
            await using (var hashing = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true)) await bytes.CopyToAsync(hashing, cancellation);
            file.Flush(flushToDisk: true);
            return (new FileInfo(path), hash.Hash!);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Makes a draft the file of a segment; its name is on the disk when this returns. A file that a crash left there is replaced.</summary>
    public void Place(FileInfo draft, ProjectNumber project, Guid id)
    {
        Directory.CreateDirectory(FolderOf(project));
        File.Move(draft.FullName, PathOf(project, id), overwrite: true);
        DurableFile.SyncFolder(FolderOf(project));
        // The folder's own name as well, which may be new.
        DurableFile.SyncFolder(root);
    }

    /// <summary>Null where there is none. The caller disposes the stream.</summary>
    public FileStream? Open(ProjectNumber project, Guid id)
    {
        try
        {
            return new FileStream(PathOf(project, id), new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Delete(ProjectNumber project, Guid id)
    {
        if (Directory.Exists(FolderOf(project)))
            File.Delete(PathOf(project, id));
    }

    public bool HasFolder(ProjectNumber project) => Directory.Exists(FolderOf(project));

    public void DeleteAll(ProjectNumber project)
    {
        if (Directory.Exists(FolderOf(project)))
            Directory.Delete(FolderOf(project), recursive: true);
    }

    /// <summary>Deletes what crashes left behind: drafts, and files without a row, last written before a moment.</summary>
    public void Sweep(DateTime before, Func<ProjectNumber, Guid, bool> isKnown)
    {
        if (!Directory.Exists(root))
            return;
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            if (!IsKnown(file, isKnown) && File.GetLastWriteTimeUtc(file) < before)
                File.Delete(file);
        }
    }

    private static bool IsKnown(string file, Func<ProjectNumber, Guid, bool> isKnown)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(file));
        return int.TryParse(folder, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            && Guid.TryParseExact(Path.GetFileName(file), "D", out var id) && isKnown(new ProjectNumber(number), id);
    }

    private string FolderOf(ProjectNumber project) => Path.Combine(root, project.ToString());

    private string PathOf(ProjectNumber project, Guid id) => Path.Combine(FolderOf(project), id.ToString("D"));
}
