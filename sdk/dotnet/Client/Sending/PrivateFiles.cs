namespace Footfall.Client.Sending;

/// <summary>Files that their owner alone may read, where the system has owners.</summary>
internal static class PrivateFiles
{
    /// <summary>Writes it to the disk, beneath its cache.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string folder, string path, ReadOnlySpan<byte> text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(text);
        file.Flush(flushToDisk: true);
    }
}
