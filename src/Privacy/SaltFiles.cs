using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Footfall.Privacy;

/// <summary>The salts' directory: a file of 32 bytes a day, readable by the server's user only, outside backups.</summary>
internal sealed partial class SaltFiles
{
    private const string Extension = ".salt";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string directory;

    public SaltFiles(string directory)
    {
        this.directory = directory;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    public IReadOnlyList<DateOnly> Days() =>
        [.. Directory.EnumerateFiles(directory, "*" + Extension)
            .Select(path => DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(path), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null)
            .OfType<DateOnly>()];

    /// <summary>The bytes, or null where the file is torn: a crash came before its first use, so that nothing is lost by another.</summary>
    public byte[]? Read(DateOnly day)
    {
        var bytes = File.ReadAllBytes(PathOf(day));
        return bytes.Length == Salt.Length ? bytes : null;
    }

    /// <summary>Returns when file and directory entry are on disk.</summary>
    public void Write(DateOnly day, ReadOnlySpan<byte> bytes)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        var draft = PathOf(day) + ".new";
        using (var file = new FileStream(draft, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, PathOf(day), overwrite: true);
        SyncDirectory();
    }

    /// <summary>Overwrites, then unlinks. A file system that never writes in place keeps the old block until it reuses it.</summary>
    public void Destroy(DateOnly day)
    {
        var path = PathOf(day);
        if (!File.Exists(path)) return;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(RandomNumberGenerator.GetBytes(Math.Max(Salt.Length, (int)Math.Min(file.Length, 4096))));
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
        SyncDirectory();
    }

    private string PathOf(DateOnly day) => Path.Combine(directory, day.ToString("O", CultureInfo.InvariantCulture) + Extension);

    private void SyncDirectory()
    {
        if (OperatingSystem.IsWindows()) return;
        const int readOnly = 0;
        var handle = open(directory, readOnly);
        if (handle < 0) throw new IOException($"The salts' directory cannot be opened (errno {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (fsync(handle) != 0) throw new IOException($"The salts' directory cannot be synced (errno {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = close(handle);
        }
    }

#pragma warning disable IDE1006, CA1707 // the C library's own names
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fsync(int handle);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int close(int handle);
#pragma warning restore IDE1006, CA1707
}
