using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Footfall.Ingestion.Journal.Codec;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. Every length is checked against what is there; whatever is wrong throws <see cref="EventFormatException"/>.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes, StringPool? strings = null)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly int Remaining => rest.Length;

    public byte ReadByte() => Take(1)[0];

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            // The tenth byte has room for one bit.
            if (shift == 63 && next > 1) throw new EventFormatException("A varint is larger than 64 bits.");
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new EventFormatException("A varint has no end.");
    }

    public long ReadSignedVarint()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A varint that must not exceed <paramref name="max"/>.</summary>
    public uint ReadVarint(uint max)
    {
        var value = ReadVarint();
        return value <= max ? (uint)value : throw new EventFormatException($"A number is {value}, beyond its limit of {max}.");
    }

    /// <summary>The number of items that follow, each of which takes at least <paramref name="itemBytes"/>.</summary>
    public int ReadCount(int itemBytes) => (int)ReadVarint((uint)(rest.Length / itemBytes));

    public string ReadString()
    {
        var bytes = Take((int)ReadVarint((uint)rest.Length));
        if (bytes.IsEmpty) return "";
        if (strings?.Find(bytes) is { } known) return known;
        if (!Utf8.IsValid(bytes)) throw new EventFormatException("A string is not UTF-8.");
        var text = Encoding.UTF8.GetString(bytes);
        strings?.Add(bytes, text);
        return text;
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length) throw new EventFormatException($"{count} bytes are needed where {rest.Length} are left.");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
