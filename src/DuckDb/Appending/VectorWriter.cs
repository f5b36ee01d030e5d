using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Footfall.DuckDb.Native;

namespace Footfall.DuckDb.Appending;

/// <summary>
/// Writes values straight into the memory of a vector that is being filled. Rows are trusted: the appender keeps them below the vector's capacity. A value
/// that does not fit the column's type throws and may leave the cell half written, which the next write to it mends.
/// </summary>
internal sealed unsafe partial class VectorWriter
{
    private const int StringSize = 16;
    private const int InlinedLength = 12;

    private readonly StringArena _strings;
    private nint _vector;
    private byte* _data;
    private ulong* _validity;

    public VectorWriter(DuckDbLogicalType type, StringArena strings)
    {
        Type = type;
        _strings = strings;
        _children = [.. type.Children.Select(child => new VectorWriter(child, strings))];
    }

    public DuckDbLogicalType Type { get; }

    /// <summary>Points to a vector that is new or was reset; all its rows are valid.</summary>
    public void Attach(nint vector)
    {
        _vector = vector;
        Refetch();
        if (Type.Id == DuckDbType.Map)
            AttachEntries();
    }

    public void WriteNull(int row)
    {
        if (_validity == null)
        {
            NativeMethods.VectorEnsureValidity(_vector);
            _validity = NativeMethods.VectorValidity(_vector);
        }

        _validity[row >> 6] &= ~(1UL << row);
        // Nothing reads the cell of a NULL, but if something did it should find an empty string or list instead of a stray pointer.
        if (Type.Id is DuckDbType.Varchar or DuckDbType.Map)
            new Span<byte>(_data + ((nint)row * StringSize), StringSize).Clear();
    }

    public void WriteBoolean(int row, bool value)
    {
        if (Type.Id != DuckDbType.Boolean)
            throw Mismatch("bool");
        Put(row, value ? (byte)1 : (byte)0);
    }

    public void WriteInteger(int row, long value)
    {
        switch (Type.Id)
        {
            case DuckDbType.TinyInt: PutInteger<sbyte>(row, value); break;
            case DuckDbType.SmallInt: PutInteger<short>(row, value); break;
            case DuckDbType.Integer: PutInteger<int>(row, value); break;
            case DuckDbType.BigInt: Put(row, value); break;
            case DuckDbType.UTinyInt: PutInteger<byte>(row, value); break;
            case DuckDbType.USmallInt: PutInteger<ushort>(row, value); break;
            case DuckDbType.UInteger: PutInteger<uint>(row, value); break;
            case DuckDbType.UBigInt: PutInteger<ulong>(row, value); break;
            case DuckDbType.HugeInt: Put<Int128>(row, value); break;
            case DuckDbType.Double: Put<double>(row, value); break;
            case DuckDbType.Decimal: WriteDecimal(row, value); break;
            default: throw Mismatch("an integer");
        }
    }

    public void WriteInteger(int row, ulong value)
    {
        switch (Type.Id)
        {
            case DuckDbType.UBigInt: Put(row, value); break;
            case DuckDbType.HugeInt: Put<Int128>(row, value); break;
            case var _ when value <= long.MaxValue: WriteInteger(row, (long)value); break;
            default: throw TooLarge(value);
        }
    }

    public void WriteDouble(int row, double value)
    {
        switch (Type.Id)
        {
            case DuckDbType.Double: Put(row, value); break;
            case DuckDbType.Float: Put(row, (float)value); break;
            default: throw Mismatch("double");
        }
    }

    public void WriteDecimal(int row, decimal value)
    {
        if (Type.Id != DuckDbType.Decimal)
            throw Mismatch("decimal");
        var stored = DecimalFormat.ToStored(value, Type.Width, Type.Scale);
        switch (Type.StoredAs)
        {
            case DuckDbType.SmallInt: Put(row, (short)stored); break;
            case DuckDbType.Integer: Put(row, (int)stored); break;
            case DuckDbType.BigInt: Put(row, (long)stored); break;
            default: Put(row, stored); break;
        }
    }

    public void WriteGuid(int row, Guid value)
    {
        if (Type.Id != DuckDbType.Uuid)
            throw Mismatch("Guid");
        Put(row, UuidFormat.ToStored(value));
    }

    public void WriteTime(int row, DateTime utc)
    {
        Put(row, Type.Id switch
        {
            DuckDbType.Timestamp or DuckDbType.TimestampTz => TimeFormat.ToMicros(utc),
            DuckDbType.TimestampS => TimeFormat.ToSeconds(utc),
            _ => throw Mismatch("DateTime"),
        });
    }

    public void WriteDate(int row, DateOnly value)
    {
        if (Type.Id != DuckDbType.Date)
            throw Mismatch("DateOnly");
        Put(row, TimeFormat.ToDays(value));
    }

    public void WriteString(int row, string text)
    {
        var cell = StringCell(row, DuckDbType.Varchar);
        var inlined = new Span<byte>(cell + 4, InlinedLength);
        inlined.Clear();
        if (text.Length <= InlinedLength && Encoding.UTF8.TryGetBytes(text, inlined, out var length))
        {
            *(int*)cell = length;
            return;
        }

        // Three bytes a character at most; counting first only pays for texts that would waste a block.
        var room = text.Length <= StringArena.BlockSize / 16 ? text.Length * 3 : Encoding.UTF8.GetByteCount(text);
        var bytes = _strings.Reserve(room);
        length = Encoding.UTF8.GetBytes(text, new Span<byte>(bytes, room));
        _strings.Use(bytes, length);
        PointTo(cell, bytes, length);
    }

    /// <exception cref="ArgumentException">The bytes are not UTF-8; DuckDB does not look at what a chunk brings.</exception>
    public void WriteUtf8(int row, ReadOnlySpan<byte> text)
    {
        var cell = StringCell(row, DuckDbType.Varchar);
        if (!Utf8.IsValid(text))
            throw new ArgumentException("The bytes are not UTF-8.", nameof(text));
        WriteBytes(cell, text);
    }

    public void WriteBlob(int row, ReadOnlySpan<byte> bytes) => WriteBytes(StringCell(row, DuckDbType.Blob), bytes);

    private void WriteBytes(byte* cell, ReadOnlySpan<byte> text)
    {
        if (text.Length <= InlinedLength)
        {
            var inlined = new Span<byte>(cell + 4, InlinedLength);
            inlined.Clear();
            text.CopyTo(inlined);
            *(int*)cell = text.Length;
            return;
        }

        var bytes = _strings.Reserve(text.Length);
        text.CopyTo(new Span<byte>(bytes, text.Length));
        _strings.Use(bytes, text.Length);
        PointTo(cell, bytes, text.Length);
    }

    private void Refetch()
    {
        _data = NativeMethods.VectorData(_vector);
        _validity = NativeMethods.VectorValidity(_vector);
    }

    private byte* StringCell(int row, DuckDbType expected)
    {
        if (Type.Id != expected)
            throw Mismatch(expected == DuckDbType.Blob ? "bytes" : "text");
        SetValid(row);
        return _data + ((nint)row * StringSize);
    }

    /// <summary>A long string: its length, its first four bytes for quick comparison, and where it lies. DuckDB copies it when it takes the chunk.</summary>
    private static void PointTo(byte* cell, byte* bytes, int length)
    {
        *(int*)cell = length;
        *(int*)(cell + 4) = *(int*)bytes;
        *(byte**)(cell + 8) = bytes;
    }

    private void Put<T>(int row, T value)
        where T : unmanaged
    {
        SetValid(row);
        Unsafe.WriteUnaligned(_data + ((nint)row * sizeof(T)), value);
    }

    private void PutInteger<T>(int row, long value)
        where T : unmanaged, IBinaryInteger<T>
    {
        var narrow = T.CreateTruncating(value);
        if (long.CreateTruncating(narrow) != value || T.IsNegative(narrow) != value < 0)
            throw TooLarge(value);
        Put(row, narrow);
    }

    /// <summary>Needed because a row that was begun and given up may have left a NULL here.</summary>
    private void SetValid(int row)
    {
        if (_validity != null)
            _validity[row >> 6] |= 1UL << row;
    }

    private InvalidCastException Mismatch(string what) => new($"A {Type} column does not take {what}.");

    private OverflowException TooLarge<T>(T value) => new($"{value} does not fit in a {Type} column.");
}
