namespace Footfall.DuckDb.Native;

/// <summary>
/// A database file that this process has open. DuckDB locks files against other processes only (POSIX locks do not exclude their own process), so opening
/// one twice here would go through and destroy it. Thread-safe.
/// </summary>
internal sealed class OpenFile
{
    private static readonly Lock _gate = new();

    /// <summary>How often a file is open for reading, or <see cref="Writer"/>.</summary>
    private static readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    private const int Writer = -1;

    private readonly string _path;

    private OpenFile(string path) => _path = path;

    /// <exception cref="DuckDbException">The file is open, and not only for reading.</exception>
    public static OpenFile Enter(string path, DuckDbAccessMode mode)
    {
        var target = Path.GetFullPath(path);
        // DuckDB follows a link, so the same file may be named in two ways.
        if (File.Exists(target))
            target = File.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target;
        lock (_gate)
        {
            var count = _open.GetValueOrDefault(target);
            if (count == Writer || (count > 0 && mode != DuckDbAccessMode.ReadOnly))
            {
                throw new DuckDbException($"IO Error: \"{target}\" is open in this process already; share that DuckDbDatabase, or dispose it and all that came from it.");
            }

            _open[target] = mode == DuckDbAccessMode.ReadOnly ? count + 1 : Writer;
        }

        return new OpenFile(target);
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (_open[_path] > 1)
                _open[_path]--;
            else
                _open.Remove(_path);
        }
    }
}
