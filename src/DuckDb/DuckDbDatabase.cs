using Footfall.DuckDb.Native;

namespace Footfall.DuckDb;

/// <summary>
/// An open DuckDB database: the entry to this binding.
/// <code>
/// using var database = DuckDbDatabase.Open("events.duckdb");
/// using var connection = database.Connect();
/// using var statement = connection.Prepare("SELECT name, count(*) FROM events WHERE project = ? GROUP BY ALL");
/// using var result = statement.Bind(1, 7).Query();
/// while (result.NextChunk(out var chunk))
///     for (var row = 0; row &lt; chunk.Count; row++)
///         Console.WriteLine($"{chunk.Column(0).GetString(row)}: {chunk.Column(1).GetInt64(row)}");
/// </code>
/// </summary>
/// <remarks>
/// <para>Threads: a database may be used by any number of threads at once. Every other object belongs to one thread at a time, except
/// <see cref="DuckDbConnection.Interrupt"/> and <see cref="DuckDbConnection.Progress"/>. Use a connection per thread or pool them.</para>
/// <para>Ownership: each object keeps what it came from open: the file is closed when the database and all its connections, statements, results and
/// appenders are disposed, in whatever order. Disposing twice is harmless; use after disposal throws <see cref="ObjectDisposedException"/>.</para>
/// <para>A file may be open in one <see cref="DuckDbDatabase"/> of one process at a time, read-only ones excepted.</para>
/// </remarks>
public sealed class DuckDbDatabase : IDisposable
{
    /// <summary>The path of a database that lives in memory and belongs to one <see cref="DuckDbDatabase"/>.</summary>
    public const string InMemory = ":memory:";

    private readonly DatabaseHandle _handle;

    private DuckDbDatabase(DatabaseHandle handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    /// <summary>Such as <c>v1.5.6</c>.</summary>
    public static string LibraryVersion => NativeText.Read(NativeMethods.LibraryVersion());

    public string Path { get; }

    /// <exception cref="DuckDbException">The file is locked, damaged or of a newer version, or an option is not known.</exception>
    public static DuckDbDatabase Open(string path, DuckDbConfig? config = null)
    {
        NativeText.ThrowIfCut(path, nameof(path));
        config ??= new DuckDbConfig();
        var native = CreateConfig(config);
        DatabaseHandle? handle = null;
        try
        {
            handle = new DatabaseHandle(path == InMemory ? null : OpenFile.Enter(path, config.AccessMode));
            var state = NativeMethods.Open(path, out var database, native, out var error);
            handle.Adopt(database);
            if (state != NativeState.Success)
                throw new DuckDbException(NativeText.Take(error));
            return new DuckDbDatabase(handle, path);
        }
        catch
        {
            handle?.Dispose();
            throw;
        }
        finally
        {
            NativeMethods.DestroyConfig(ref native);
        }
    }

    public DuckDbConnection Connect()
    {
        ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
        var handle = new ConnectionHandle(_handle);
        var state = NativeMethods.Connect(_handle, out var connection);
        handle.Adopt(connection);
        if (state == NativeState.Success)
            return new DuckDbConnection(handle);
        handle.Dispose();
        throw new DuckDbException("Connection Error: DuckDB refused a connection and gave no reason.");
    }

    public void Dispose() => _handle.Dispose();

    private static nint CreateConfig(DuckDbConfig config)
    {
        if (NativeMethods.CreateConfig(out var native) != NativeState.Success)
            throw new DuckDbException("Out of Memory Error: DuckDB could not make a configuration.");
        foreach (var (name, value) in config.Settings())
        {
            NativeText.ThrowIfCut(name, nameof(config));
            NativeText.ThrowIfCut(value, nameof(config));
            if (NativeMethods.SetConfig(native, name, value) == NativeState.Success)
                continue;
            NativeMethods.DestroyConfig(ref native);
            throw new DuckDbException($"Invalid Configuration Error: DuckDB refused the option \"{name}\" with the value \"{value}\".");
        }

        return native;
    }
}
