using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

/// <summary>Makes <c>duckdb_value</c>s, which the caller destroys.</summary>
internal static unsafe class NativeValues
{
    private static readonly nint _empty = Marshal.StringToCoTaskMemUTF8(string.Empty);

    /// <summary>An empty string that is not a null pointer, which DuckDB would read through.</summary>
    public static byte* Empty => (byte*)_empty;

    public static nint Varchar(string? text)
    {
        if (text is null)
            return NativeMethods.CreateNullValue();
        using var utf8 = new Utf8Text(text, stackalloc byte[Utf8Text.StackSize]);
        fixed (byte* bytes = utf8.Bytes)
            return NativeMethods.CreateVarchar(bytes is null ? Empty : bytes, (ulong)utf8.Bytes.Length);
    }

    public static nint Uuid(Guid value) => NativeMethods.CreateUuid(NativeHugeInt.From((Int128)UuidFormat.ToBits(value)));

    /// <summary>A list of values that <paramref name="create"/> makes of the elements; they are copied into it and destroyed.</summary>
    public static nint List<T>(DuckDbType elementType, IReadOnlyCollection<T> elements, Func<T, nint> create)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var values = new nint[elements.Count];
        var type = NativeMethods.CreateLogicalType(elementType);
        try
        {
            var at = 0;
            foreach (var element in elements)
                values[at++] = create(element);
            // An empty array would be passed as a null pointer.
            fixed (nint* first = values.Length > 0 ? values : [0])
                return NativeMethods.CreateListValue(type, first, (ulong)values.Length);
        }
        finally
        {
            foreach (ref var value in values.AsSpan())
                NativeMethods.DestroyValue(ref value);
            NativeMethods.DestroyLogicalType(ref type);
        }
    }
}
