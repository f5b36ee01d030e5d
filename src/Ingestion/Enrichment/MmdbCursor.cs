using System.Text;

namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// Reads values of a MaxMind DB data section (format 2.0). Offsets count from the section's start. Every read is checked, pointers are
/// followed once and never to another pointer, and a cursor reads a limited number of values, so that no file makes it loop.
/// </summary>
internal ref struct MmdbCursor(ReadOnlySpan<byte> data)
{
    // A GeoLite2 record with all its languages has about 200.
    private const int MostValues = 20_000;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _left = MostValues;

    private enum Kind
    {
        Pointer = 1,
        Text = 2,
        Double = 3,
        Bytes = 4,
        UInt16 = 5,
        UInt32 = 6,
        Map = 7,
        UInt64 = 9,
        UInt128 = 10,
        Array = 11,
        Boolean = 14,
    }

    /// <summary>The offset of the value of a key, or -1 where the value at <paramref name="map"/> is no map or lacks the key.</summary>
    public int Member(int map, ReadOnlySpan<byte> key)
    {
        if (map < 0) return -1;
        var (kind, size, at) = Resolve(map, out _);
        if (kind != Kind.Map) return -1;
        for (var i = 0; i < size; i++)
        {
            var (keyKind, keySize, keyAt) = Resolve(at, out var value);
            if (keyKind != Kind.Text) throw Broken("a map has a key that is no text");
            if (Slice(keyAt, keySize).SequenceEqual(key)) return value;
            at = Skip(value);
        }

        return -1;
    }

    /// <summary>The offset of an array's first element, or -1.</summary>
    public int First(int array)
    {
        if (array < 0) return -1;
        var (kind, size, at) = Resolve(array, out _);
        return kind == Kind.Array && size > 0 ? at : -1;
    }

    /// <summary>The text at an offset; null where there is none, or where it is empty or longer than <paramref name="longest"/> bytes.</summary>
    public string? Text(int offset, int longest = 256)
    {
        if (offset < 0) return null;
        var (kind, size, at) = Resolve(offset, out _);
        return kind == Kind.Text && size > 0 && size <= longest ? Encoding.UTF8.GetString(Slice(at, size)) : null;
    }

    /// <summary>The unsigned number at an offset, or null.</summary>
    public uint? Number(int offset)
    {
        if (offset < 0) return null;
        var (kind, size, at) = Resolve(offset, out _);
        if (kind is not (Kind.UInt16 or Kind.UInt32 or Kind.UInt64) || size > 4) return null;
        var number = 0u;
        foreach (var one in Slice(at, size)) number = (number << 8) | one;
        return number;
    }

    private int Skip(int offset)
    {
        // Containers are not descended into but unrolled: what is left to skip is a count.
        for (var left = 1L; left > 0; left--)
        {
            var (kind, size, at) = Header(offset);
            offset = kind is Kind.Map or Kind.Array ? at : checked(at + (kind is Kind.Boolean or Kind.Pointer ? 0 : size));
            if (kind == Kind.Map) left += 2L * size;
            else if (kind == Kind.Array) left += size;
        }

        return offset;
    }

    /// <summary>The value at an offset or, where that is a pointer, the one pointed to.</summary>
    /// <param name="after">Where the next value lies, if this one is text or a pointer.</param>
    private (Kind Kind, int Size, int At) Resolve(int offset, out int after)
    {
        var header = Header(offset);
        after = header.Kind == Kind.Text ? header.At + header.Size : header.At;
        if (header.Kind != Kind.Pointer) return header;
        header = Header(header.Size);
        return header.Kind != Kind.Pointer ? header : throw Broken("a pointer points to a pointer");
    }

    /// <summary>Kind, size (a pointer's target, a container's count) and where the content begins.</summary>
    private (Kind Kind, int Size, int At) Header(int offset)
    {
        if (--_left < 0) throw Broken($"a record has more than {MostValues} values");
        var control = Slice(offset++, 1)[0];
        var kind = control >> 5;
        if (kind == (int)Kind.Pointer) return Pointer(control, offset);
        if (kind == 0) kind = 7 + Slice(offset++, 1)[0];
        if (kind is < 2 or > 15) throw Broken($"there is no value kind {kind}");
        var size = control & 0x1f;
        if (size < 29) return ((Kind)kind, size, offset);
        var extra = size - 28;
        var number = 0;
        foreach (var one in Slice(offset, extra)) number = (number << 8) | one;
        size = number + extra switch { 1 => 29, 2 => 285, _ => 65_821 };
        return ((Kind)kind, size, offset + extra);
    }

    private readonly (Kind Kind, int Size, int At) Pointer(int control, int offset)
    {
        var bytes = ((control >> 3) & 3) + 1;
        var high = bytes == 4 ? 0L : control & 7;
        foreach (var one in Slice(offset, bytes)) high = (high << 8) | one;
        var target = high + bytes switch { 2 => 2048, 3 => 526_336, _ => 0 };
        if (target >= _data.Length) throw Broken("a pointer leads out of the data");
        return (Kind.Pointer, (int)target, offset + bytes);
    }

    private readonly ReadOnlySpan<byte> Slice(int offset, int size) =>
        (uint)offset <= (uint)_data.Length && (uint)size <= (uint)(_data.Length - offset)
            ? _data.Slice(offset, size)
            : throw Broken("a value leads out of the data");

    private static InvalidDataException Broken(string what) => new($"The geo database is damaged: {what}.");
}
