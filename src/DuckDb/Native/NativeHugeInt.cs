using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

/// <summary><c>duckdb_hugeint</c> and <c>duckdb_uhugeint</c>, which differ only in how the upper half is read.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeHugeInt(ulong lower, ulong upper)
{
    public readonly ulong Lower = lower;
    public readonly ulong Upper = upper;

    public static NativeHugeInt From(Int128 value) => new((ulong)value, (ulong)(value >> 64));
}
