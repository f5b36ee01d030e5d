using System.Runtime.InteropServices;

namespace Footfall.DuckDb;

/// <summary>An INTERVAL: three counts that DuckDB keeps apart, since months and days differ in length.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDbInterval(int Months, int Days, long Micros);
