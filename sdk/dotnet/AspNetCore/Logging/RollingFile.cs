using System.Globalization;

namespace Footfall.AspNetCore.Logging;

/// <summary>A file that is begun anew before it grows beyond a size, with some old ones kept beside it: <c>.1</c> is the youngest. Of one thread at a time.</summary>
internal sealed class RollingFile(string path, long mostBytes, int oldFiles) : IDisposable
{
    private FileStream? _stream;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <exception cref="IOException">The disk is full, or the folder cannot be made: the next line tries again.</exception>
    public void Write(ReadOnlySpan<byte> line)
    {
        _stream ??= Open();
        if (_stream.Length > 0 && _stream.Length + line.Length > mostBytes) Roll();
        _stream!.Write(line);
    }

    public void Flush() => _stream?.Flush();

    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private void Roll()
    {
        Dispose();
        if (oldFiles == 0) File.Delete(Path);
        for (var old = oldFiles; old >= 1; old--)
        {
            var from = old == 1 ? Path : Old(old - 1);
            if (File.Exists(from)) File.Move(from, Old(old), overwrite: true);
        }

        _stream = Open();
    }

    private string Old(int number) => $"{Path}.{number.ToString(CultureInfo.InvariantCulture)}";

    private FileStream Open()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        return new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }
}
