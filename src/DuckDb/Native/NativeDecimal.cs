using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

/// <summary><c>duckdb_decimal</c>: the value is <c>Value / 10^Scale</c> in at most <c>Width</c> digits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeDecimal(byte width, byte scale, NativeHugeInt value)
{
    public readonly byte Width = width;
    public readonly byte Scale = scale;
    public readonly NativeHugeInt Value = value;
}
