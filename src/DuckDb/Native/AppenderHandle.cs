namespace Footfall.DuckDb.Native;

/// <summary>Owns an appender, the chunk that is being filled for it and the bytes of that chunk's strings.</summary>
internal sealed class AppenderHandle(ConnectionHandle connection) : DuckDbHandle(connection)
{
    private nint _chunk;

    public StringArena Strings { get; } = new();

    public nint Chunk => _chunk;

    public unsafe void CreateChunk(ReadOnlySpan<nint> types)
    {
        fixed (nint* first = types)
            _chunk = NativeMethods.CreateDataChunk(first, (ulong)types.Length);
    }

    protected override void Destroy(nint native)
    {
        if (_chunk != 0)
            NativeMethods.DestroyDataChunk(ref _chunk);
        Strings.Free();
        // Destroying flushes; rows that nobody flushed on purpose are not to be written.
        NativeMethods.AppenderClear(native);
        NativeMethods.AppenderDestroy(ref native);
    }
}
