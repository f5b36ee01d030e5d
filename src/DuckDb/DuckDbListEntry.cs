using System.Runtime.InteropServices;

namespace Footfall.DuckDb;

/// <summary>Where the elements of one row's LIST or MAP lie in the child vectors. Meaningless where the row is NULL.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDbListEntry
{
    private readonly ulong _offset;
    private readonly ulong _length;

    public DuckDbListEntry(int offset, int length)
    {
        _offset = (ulong)offset;
        _length = (ulong)length;
    }

    public int Offset => checked((int)_offset);

    public int Length => checked((int)_length);
}
