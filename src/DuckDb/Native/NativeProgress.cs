using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

/// <summary><c>duckdb_query_progress_type</c>, returned by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeProgress
{
    public double Percentage;
    public ulong RowsProcessed;
    public ulong TotalRows;
}
