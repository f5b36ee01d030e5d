namespace Footfall.DuckDb;

/// <summary>Which managed types may be read straight from a vector's memory, so that no span is ever laid over the wrong bytes.</summary>
internal static class PhysicalOf
{
    /// <summary>The type of one element in memory, or null where it is not of a fixed, plain size.</summary>
    public static Type? Element(DuckDbLogicalType type) => type.StoredAs switch
    {
        DuckDbType.Boolean => typeof(bool),
        DuckDbType.TinyInt => typeof(sbyte),
        DuckDbType.SmallInt => typeof(short),
        DuckDbType.Integer or DuckDbType.Date => typeof(int),
        DuckDbType.BigInt or DuckDbType.Timestamp or DuckDbType.TimestampS or DuckDbType.TimestampMs or DuckDbType.TimestampNs
            or DuckDbType.TimestampTz or DuckDbType.Time or DuckDbType.TimeNs => typeof(long),
        DuckDbType.UTinyInt => typeof(byte),
        DuckDbType.USmallInt => typeof(ushort),
        DuckDbType.UInteger => typeof(uint),
        DuckDbType.UBigInt or DuckDbType.TimeTz => typeof(ulong),
        DuckDbType.HugeInt or DuckDbType.Uuid => typeof(Int128),
        DuckDbType.UHugeInt => typeof(UInt128),
        DuckDbType.Float => typeof(float),
        DuckDbType.Double => typeof(double),
        DuckDbType.Interval => typeof(DuckDbInterval),
        DuckDbType.List or DuckDbType.Map => typeof(DuckDbListEntry),
        _ => null,
    };
}
