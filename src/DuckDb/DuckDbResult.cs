using System.Diagnostics.CodeAnalysis;
using Footfall.DuckDb.Native;

namespace Footfall.DuckDb;

/// <summary>
/// The rows of a query, read as a stream of column chunks of up to 2,048 rows. One thread at a time. Keep it in a <c>using</c> for as long as spans of its
/// vectors are in use: they point into DuckDB's memory.
/// </summary>
/// <remarks>
/// The query runs while it is read. Another statement on the same connection ends the stream: a further <see cref="NextChunk"/> then throws. Disposing
/// before the end stops the query and gives its memory and its transaction back.
/// </remarks>
public sealed class DuckDbResult : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly ResultHandle _handle;
    private readonly string[] _names;
    private readonly DuckDbLogicalType[] _types;
    private DuckDbChunk? _chunk;
    private bool _ended;

    internal DuckDbResult(DuckDbConnection connection, ResultHandle handle)
    {
        _connection = connection;
        _handle = handle;
        var count = (int)NativeMethods.ColumnCount(handle);
        _names = new string[count];
        _types = new DuckDbLogicalType[count];
        for (var column = 0; column < count; column++)
        {
            _names[column] = NativeText.Read(NativeMethods.ColumnName(handle, (ulong)column));
            _types[column] = DuckDbLogicalType.Take(NativeMethods.ColumnLogicalType(handle, (ulong)column));
        }
    }

    public int ColumnCount => _names.Length;

    public string ColumnName(int column) => _names[column];

    public DuckDbLogicalType ColumnType(int column) => _types[column];

    /// <summary>
    /// Reads on. The chunk, its vectors and every span taken from them are valid until the next call and until disposal; the same object is filled anew.
    /// </summary>
    /// <returns>False at the end, and ever after.</returns>
    /// <exception cref="DuckDbException">The query failed or was interrupted while it ran.</exception>
    public bool NextChunk([NotNullWhen(true)] out DuckDbChunk? chunk)
    {
        ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
        chunk = null;
        if (_ended)
            return false;
        _chunk?.Detach();
        var native = _handle.FetchChunk();
        if (native == 0)
        {
            End();
            if (NativeMethods.ResultError(_handle) != 0)
                throw NativeError.Of(_handle);
            return false;
        }

        chunk = _chunk ??= new DuckDbChunk(_types, _handle);
        chunk.Attach(native);
        return true;
    }

    public void Dispose()
    {
        if (_handle.IsDisposed)
            return;
        _chunk?.Detach();
        var unfinished = !_ended;
        _handle.Dispose();
        if (unfinished)
            _connection.EndStream(_handle);
    }

    private void End()
    {
        _ended = true;
        if (ReferenceEquals(_connection.OpenStream, _handle))
            _connection.OpenStream = null;
    }
}
