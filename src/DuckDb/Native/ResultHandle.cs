using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

/// <summary>Owns the memory of one <c>duckdb_result</c> and the chunk fetched last, which may borrow from the result and therefore goes first.</summary>
internal sealed unsafe class ResultHandle : DuckDbHandle
{
    private nint _chunk;

    public ResultHandle(ConnectionHandle connection)
        : base(connection)
    {
        Adopt((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));
    }

    /// <summary>Frees the last chunk and fetches the next one; zero at the end and on an error.</summary>
    public nint FetchChunk()
    {
        var referenced = false;
        DangerousAddRef(ref referenced);
        try
        {
            FreeChunk();
            _chunk = NativeMethods.FetchChunk(*(NativeResult*)handle);
            return _chunk;
        }
        finally
        {
            DangerousRelease();
        }
    }

    public void FreeChunk()
    {
        if (_chunk != 0)
            NativeMethods.DestroyDataChunk(ref _chunk);
        _chunk = 0;
    }

    protected override void Destroy(nint native)
    {
        FreeChunk();
        NativeMethods.DestroyResult(native);
        NativeMemory.Free((void*)native);
    }
}
