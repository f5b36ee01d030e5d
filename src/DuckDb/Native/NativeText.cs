using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

/// <summary>C strings in both directions.</summary>
internal static class NativeText
{
    /// <summary>Copies a string that DuckDB keeps; empty for null.</summary>
    public static string Read(nint text) => Marshal.PtrToStringUTF8(text) ?? string.Empty;

    /// <summary>Copies a string and frees it.</summary>
    public static string Take(nint text)
    {
        try
        {
            return Read(text);
        }
        finally
        {
            NativeMethods.Free(text);
        }
    }

    /// <summary>DuckDB reads SQL, names and options up to the first NUL: what stands behind one would be dropped in silence.</summary>
    public static void ThrowIfCut(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("The text contains a NUL character, behind which DuckDB would not read; pass such a value as a parameter.", parameter);
    }
}
