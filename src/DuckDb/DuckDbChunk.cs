using Footfall.DuckDb.Native;

namespace Footfall.DuckDb;

/// <summary>Up to 2,048 rows of a result, by column. Belongs to its <see cref="DuckDbResult"/>, which says how long it is valid.</summary>
public sealed class DuckDbChunk
{
    private readonly DuckDbVector[] _columns;

    internal DuckDbChunk(DuckDbLogicalType[] types, ResultHandle owner) => _columns = Array.ConvertAll(types, type => new DuckDbVector(type, owner));

    /// <summary>The rows of this chunk.</summary>
    public int Count { get; private set; }

    public int ColumnCount => _columns.Length;

    /// <summary>The same object for the whole result, filled anew with each chunk.</summary>
    public DuckDbVector Column(int column) => _columns[column];

    internal void Attach(nint chunk)
    {
        Count = (int)NativeMethods.DataChunkSize(chunk);
        for (var column = 0; column < _columns.Length; column++)
            _columns[column].Attach(NativeMethods.DataChunkVector(chunk, (ulong)column), Count);
    }

    internal void Detach()
    {
        Count = 0;
        foreach (var column in _columns)
            column.Detach();
    }
}
