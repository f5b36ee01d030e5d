using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

/// <summary><c>duckdb_result</c>: five deprecated fields that nobody may read, then DuckDB's own pointer. Passed by value and by pointer.</summary>
[StructLayout(LayoutKind.Explicit, Size = 48)]
internal struct NativeResult
{
    [FieldOffset(40)]
    public nint InternalData;
}
