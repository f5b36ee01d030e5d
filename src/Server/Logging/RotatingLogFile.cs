using System.Text;

namespace Footfall.Server.Logging;

/// <summary>
/// Appends lines to a file and begins a new one at 16 MiB, keeping four old ones (<c>app.jsonl.1</c> is the youngest). A full disk loses log lines, never the request that
/// logs. Thread-safe.
/// </summary>
internal sealed class RotatingLogFile : IDisposable
{
    private const long LargestBytes = 16 * 1024 * 1024;
    private const int OldFiles = 4;
    private readonly Lock writing = new();
    private readonly string path;
    private FileStream stream;

    /// <exception cref="SettingException">The file cannot be written; the message names the setting.</exception>
    public RotatingLogFile(string path)
    {
        this.path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(this.path)!);
            stream = Open();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("FOOTFALL_LOG_FILE", $"names a file that cannot be written ({failure.Message.TrimEnd('.')}): name another, or make its folder writable.");
        }
    }

    /// <summary>Lines that could not be written.</summary>
    public long Lost { get; private set; }

    public void WriteLine(string line)
    {
        lock (writing)
        {
            try
            {
                if (stream.Length > LargestBytes) Rotate();
                stream.Write(Encoding.UTF8.GetBytes(line.EndsWith('\n') ? line : line + "\n"));
                stream.Flush();
            }
            catch (IOException)
            {
                // stdout has the line as well; what is lost here is counted.
                Lost++;
            }
        }
    }

    public void Dispose()
    {
        lock (writing) stream.Dispose();
    }

    private void Rotate()
    {
        stream.Dispose();
        for (var old = OldFiles; old >= 1; old--)
        {
            var from = old == 1 ? path : $"{path}.{old - 1}";
            if (File.Exists(from)) File.Move(from, $"{path}.{old}", overwrite: true);
        }

        stream = Open();
    }

    private FileStream Open() => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
}
