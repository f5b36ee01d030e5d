namespace Footfall.Cli.Import;

/// <summary>
/// A log that is written to and rotated while it is read: what was opened is read to its end before what lies there now is opened. A log that is cut in place
/// begins anew.
/// </summary>
internal sealed class FollowedLog(string path) : IDisposable
{
    private const int Compared = 4096;

    private FileStream _file = Open(path);

    public Stream File => _file;

    /// <summary>To be called when the file is read to its end: true where it begins anew, by rotation or since it was cut.</summary>
    public bool Renew(ImportPosition position)
    {
        if (_file.Length < position.Bytes) return true;
        if (!System.IO.File.Exists(path)) return false;
        var now = Open(path);
        // What was appended after the last look is still in the file that was opened.
        if (_file.Length > position.Bytes || IsSame(_file, now))
        {
            now.Dispose();
            return false;
        }

        _file.Dispose();
        _file = now;
        return true;
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);

    /// <summary>By length and beginning: a log's lines have times, so that no two begin alike.</summary>
    private static bool IsSame(FileStream one, FileStream other)
    {
        if (other.Length < one.Length) return false;
        return Beginning(one).SequenceEqual(Beginning(other)[..(int)Math.Min(one.Length, Compared)]);
    }

    private static Span<byte> Beginning(FileStream file)
    {
        var bytes = new byte[Math.Min(file.Length, Compared)];
        return bytes.AsSpan(0, RandomAccess.Read(file.SafeFileHandle, bytes, fileOffset: 0));
    }
}
