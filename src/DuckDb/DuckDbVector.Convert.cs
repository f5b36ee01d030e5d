namespace Footfall.DuckDb;

/// <content>The getters that convert.</content>
public sealed unsafe partial class DuckDbVector
{
    private const string Unsupported = "cast it in SQL, to VARCHAR for instance";

    public bool GetBoolean(int row) => Type.Id == DuckDbType.Boolean ? Plain<byte>(row) != 0 : throw Unreadable("bool");

    /// <summary>Any integer, and the stored integer of an ENUM, DECIMAL, date or time.</summary>
    /// <exception cref="OverflowException">It does not fit in 64 bits with a sign.</exception>
    public long GetInt64(int row) => Type.StoredAs switch
    {
        DuckDbType.TinyInt => Plain<sbyte>(row),
        DuckDbType.SmallInt => Plain<short>(row),
        DuckDbType.Integer or DuckDbType.Date => Plain<int>(row),
        DuckDbType.UTinyInt => Plain<byte>(row),
        DuckDbType.USmallInt => Plain<ushort>(row),
        DuckDbType.UInteger => Plain<uint>(row),
        DuckDbType.UBigInt => checked((long)Plain<ulong>(row)),
        DuckDbType.HugeInt => checked((long)Plain<Int128>(row)),
        DuckDbType.UHugeInt => checked((long)Plain<UInt128>(row)),
        _ when _element == typeof(long) => Plain<long>(row),
        _ => throw Unreadable("an integer"),
    };

    public ulong GetUInt64(int row) => Type.Id switch
    {
        DuckDbType.UBigInt => Plain<ulong>(row),
        DuckDbType.UHugeInt => checked((ulong)Plain<UInt128>(row)),
        DuckDbType.HugeInt => checked((ulong)Plain<Int128>(row)),
        _ => checked((ulong)GetInt64(row)),
    };

    /// <summary>A FLOAT, DOUBLE, DECIMAL or integer; the last two may lose digits.</summary>
    public double GetDouble(int row) => Type.Id switch
    {
        DuckDbType.Double => Plain<double>(row),
        DuckDbType.Float => Plain<float>(row),
        DuckDbType.Decimal => (double)GetDecimal(row),
        DuckDbType.UBigInt => Plain<ulong>(row),
        DuckDbType.HugeInt => (double)Plain<Int128>(row),
        DuckDbType.UHugeInt => (double)Plain<UInt128>(row),
        _ => GetInt64(row),
    };

    /// <exception cref="OverflowException">It has more digits than a <see cref="decimal"/>.</exception>
    public decimal GetDecimal(int row)
    {
        if (Type.Id != DuckDbType.Decimal)
            throw Unreadable("decimal");
        var stored = Type.StoredAs switch
        {
            DuckDbType.SmallInt => Plain<short>(row),
            DuckDbType.Integer => Plain<int>(row),
            DuckDbType.BigInt => Plain<long>(row),
            _ => Plain<Int128>(row),
        };
        return DecimalFormat.FromStored(stored, Type.Scale);
    }

    public Guid GetGuid(int row) => Type.Id == DuckDbType.Uuid ? UuidFormat.FromStored(Plain<Int128>(row)) : throw Unreadable("Guid");

    /// <summary>Any TIMESTAMP as UTC (nanoseconds are cut to 100), or the midnight of a DATE.</summary>
    /// <exception cref="OverflowException">It is infinite or outside the years 1 to 9999.</exception>
    public DateTime GetDateTime(int row) => Type.Id switch
    {
        DuckDbType.Timestamp or DuckDbType.TimestampTz => TimeFormat.FromMicros(Plain<long>(row)),
        DuckDbType.TimestampS => TimeFormat.FromSeconds(Plain<long>(row)),
        DuckDbType.TimestampMs => TimeFormat.FromMillis(Plain<long>(row)),
        DuckDbType.TimestampNs => TimeFormat.FromNanos(Plain<long>(row)),
        DuckDbType.Date => TimeFormat.FromDays(Plain<int>(row)).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        _ => throw Unreadable("DateTime"),
    };

    /// <summary>
    /// The value in its natural managed type, boxed; null for NULL. Integers keep their width (<see cref="Int128"/> for HUGEINT), a TIMESTAMP is a
    /// <see cref="DateTime"/>, a LIST or ARRAY a <c>List&lt;object?&gt;</c>, a STRUCT and a MAP with VARCHAR keys a <c>Dictionary&lt;string, object?&gt;</c>,
    /// any other MAP a <c>Dictionary&lt;object, object?&gt;</c>.
    /// </summary>
    public object? GetValue(int row)
    {
        if (!IsValid(row))
            return null;
        return Type.Id switch
        {
            DuckDbType.Boolean => GetBoolean(row),
            DuckDbType.TinyInt => Plain<sbyte>(row),
            DuckDbType.SmallInt => Plain<short>(row),
            DuckDbType.Integer => Plain<int>(row),
            DuckDbType.BigInt => Plain<long>(row),
            DuckDbType.UTinyInt => Plain<byte>(row),
            DuckDbType.USmallInt => Plain<ushort>(row),
            DuckDbType.UInteger => Plain<uint>(row),
            DuckDbType.UBigInt => Plain<ulong>(row),
            DuckDbType.HugeInt => Plain<Int128>(row),
            DuckDbType.UHugeInt => Plain<UInt128>(row),
            DuckDbType.Float => Plain<float>(row),
            DuckDbType.Double => Plain<double>(row),
            DuckDbType.Decimal => GetDecimal(row),
            DuckDbType.Varchar or DuckDbType.Enum => GetString(row),
            DuckDbType.Blob => GetUtf8(row).ToArray(),
            DuckDbType.Uuid => GetGuid(row),
            DuckDbType.Date => TimeFormat.FromDays(Plain<int>(row)),
            DuckDbType.Time => new TimeOnly(Plain<long>(row) * TimeSpan.TicksPerMicrosecond),
            DuckDbType.Interval => Plain<DuckDbInterval>(row),
            DuckDbType.Timestamp or DuckDbType.TimestampTz or DuckDbType.TimestampS or DuckDbType.TimestampMs or DuckDbType.TimestampNs => GetDateTime(row),
            DuckDbType.List => Elements(GetEntry(row)),
            DuckDbType.Array => Elements(new DuckDbListEntry(row * Type.ArraySize, Type.ArraySize)),
            DuckDbType.Map => Entries(GetEntry(row)),
            DuckDbType.Struct => Fields(row),
            _ => throw new NotSupportedException($"A {Type} value has no managed form here; {Unsupported}."),
        };
    }

    private List<object?> Elements(DuckDbListEntry entry)
    {
        var elements = new List<object?>(entry.Length);
        for (var at = entry.Offset; at < entry.Offset + entry.Length; at++)
            elements.Add(_children[0].GetValue(at));
        return elements;
    }

    private object Entries(DuckDbListEntry entry)
    {
        var (keys, values) = (_children[0], _children[1]);
        if (keys.Type.Id == DuckDbType.Varchar)
            return Entries(entry, keys.GetString, values);
        return Entries(entry, keys.GetValue, values);
    }

    private static Dictionary<TKey, object?> Entries<TKey>(DuckDbListEntry entry, Func<int, TKey?> key, DuckDbVector values)
        where TKey : notnull
    {
        var entries = new Dictionary<TKey, object?>(entry.Length);
        for (var at = entry.Offset; at < entry.Offset + entry.Length; at++)
            entries[key(at)!] = values.GetValue(at);
        return entries;
    }

    private Dictionary<string, object?> Fields(int row)
    {
        var fields = new Dictionary<string, object?>(_children.Length);
        for (var field = 0; field < _children.Length; field++)
            fields[Type.FieldNames[field]] = _children[field].GetValue(row);
        return fields;
    }
}
