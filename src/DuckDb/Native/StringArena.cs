using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

/// <summary>
/// Memory for the strings of one chunk, given back as a whole once DuckDB has copied the chunk. Blocks are kept for the next chunk, outsized ones are not.
/// Not thread-safe; <see cref="Free"/> is called by the owning handle.
/// </summary>
internal sealed unsafe class StringArena
{
    public const int BlockSize = 256 * 1024;

    private readonly List<nint> _blocks = [];
    private readonly List<nint> _outsized = [];
    private int _nextBlock;
    private byte* _at;
    private int _left;

    /// <summary>Room for <paramref name="bytes"/>, valid until <see cref="Reset"/>. What is not used is given back by <see cref="Use"/>.</summary>
    public byte* Reserve(int bytes)
    {
        if (bytes <= _left)
            return _at;
        if (bytes > BlockSize)
        {
            var outsized = (nint)NativeMemory.Alloc((nuint)bytes);
            _outsized.Add(outsized);
            return (byte*)outsized;
        }

        if (_nextBlock == _blocks.Count)
            _blocks.Add((nint)NativeMemory.Alloc(BlockSize));
        _at = (byte*)_blocks[_nextBlock++];
        _left = BlockSize;
        return _at;
    }

    /// <summary>Keeps the first <paramref name="bytes"/> of what was reserved last.</summary>
    public void Use(byte* reserved, int bytes)
    {
        if (reserved != _at)
            return;
        _at += bytes;
        _left -= bytes;
    }

    public void Reset()
    {
        foreach (var block in _outsized)
            NativeMemory.Free((void*)block);
        _outsized.Clear();
        _nextBlock = 0;
        _at = null;
        _left = 0;
    }

    public void Free()
    {
        Reset();
        foreach (var block in _blocks)
            NativeMemory.Free((void*)block);
        _blocks.Clear();
    }
}
