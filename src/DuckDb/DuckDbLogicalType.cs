using Footfall.DuckDb.Native;

namespace Footfall.DuckDb;

/// <summary>The type of a column, read once from DuckDB. Immutable and safe to share between threads; it holds nothing native.</summary>
public sealed class DuckDbLogicalType
{
    private DuckDbLogicalType(DuckDbType id) => Id = id;

    public DuckDbType Id { get; }

    /// <summary>Digits of a DECIMAL, 1 to 38; otherwise 0.</summary>
    public int Width { get; private init; }

    /// <summary>Digits of a DECIMAL behind the point; otherwise 0.</summary>
    public int Scale { get; private init; }

    /// <summary>How a DECIMAL or ENUM lies in memory, as an integer type; otherwise <see cref="Id"/>.</summary>
    public DuckDbType StoredAs { get; private init; }

    /// <summary>The element of a LIST or ARRAY; key and value of a MAP; the fields of a STRUCT; otherwise none.</summary>
    public IReadOnlyList<DuckDbLogicalType> Children { get; private init; } = [];

    /// <summary>The names of a STRUCT's fields, in the order of <see cref="Children"/>; otherwise none.</summary>
    public IReadOnlyList<string> FieldNames { get; private init; } = [];

    /// <summary>The values of an ENUM, by their number; otherwise none.</summary>
    public IReadOnlyList<string> EnumValues { get; private init; } = [];

    /// <summary>The elements of each row of an ARRAY; otherwise 0.</summary>
    public int ArraySize { get; private init; }

    public override string ToString() => Id switch
    {
        DuckDbType.Decimal => $"DECIMAL({Width},{Scale})",
        DuckDbType.List => $"{Children[0]}[]",
        DuckDbType.Array => $"{Children[0]}[{ArraySize}]",
        DuckDbType.Map => $"MAP({Children[0]}, {Children[1]})",
        DuckDbType.Struct => $"STRUCT({string.Join(", ", FieldNames.Zip(Children, (name, type) => $"{name} {type}"))})",
        _ => Id.ToString().ToUpperInvariant(),
    };

    /// <summary>Describes a native type and destroys it.</summary>
    internal static DuckDbLogicalType Take(nint native)
    {
        try
        {
            return Describe(native);
        }
        finally
        {
            NativeMethods.DestroyLogicalType(ref native);
        }
    }

    private static DuckDbLogicalType Describe(nint native)
    {
        var id = NativeMethods.GetTypeId(native);
        return id switch
        {
            DuckDbType.Decimal => new DuckDbLogicalType(id)
            {
                Width = NativeMethods.DecimalWidth(native),
                Scale = NativeMethods.DecimalScale(native),
                StoredAs = NativeMethods.DecimalInternalType(native),
            },
            DuckDbType.Enum => new DuckDbLogicalType(id) { StoredAs = NativeMethods.EnumInternalType(native), EnumValues = ReadEnum(native) },
            DuckDbType.List => new DuckDbLogicalType(id) { StoredAs = id, Children = [Take(NativeMethods.ListTypeChild(native))] },
            DuckDbType.Array => new DuckDbLogicalType(id)
            {
                StoredAs = id,
                ArraySize = checked((int)NativeMethods.ArrayTypeSize(native)),
                Children = [Take(NativeMethods.ArrayTypeChild(native))],
            },
            DuckDbType.Map => new DuckDbLogicalType(id)
            {
                StoredAs = id,
                Children = [Take(NativeMethods.MapTypeKey(native)), Take(NativeMethods.MapTypeValue(native))],
            },
            DuckDbType.Struct => DescribeStruct(native),
            _ => new DuckDbLogicalType(id) { StoredAs = id },
        };
    }

    private static DuckDbLogicalType DescribeStruct(nint native)
    {
        var count = NativeMethods.StructTypeChildCount(native);
        var names = new string[count];
        var types = new DuckDbLogicalType[count];
        for (ulong field = 0; field < count; field++)
        {
            names[field] = NativeText.Take(NativeMethods.StructTypeChildName(native, field));
            types[field] = Take(NativeMethods.StructTypeChild(native, field));
        }

        return new DuckDbLogicalType(DuckDbType.Struct) { StoredAs = DuckDbType.Struct, Children = types, FieldNames = names };
    }

    private static string[] ReadEnum(nint native)
    {
        var values = new string[NativeMethods.EnumDictionarySize(native)];
        for (var index = 0; index < values.Length; index++)
            values[index] = NativeText.Take(NativeMethods.EnumDictionaryValue(native, (ulong)index));
        return values;
    }
}
