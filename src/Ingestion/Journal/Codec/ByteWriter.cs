using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Footfall.Ingestion.Journal.Codec;

/// <summary>A byte array that grows and is used again. Varints are LEB128, fixed numbers little-endian, strings UTF-8 after their length in bytes.</summary>
internal sealed class ByteWriter(int capacity = 512)
{
    // A string of this many chars has at most 126 UTF-8 bytes, so that its length is known to fit one varint byte before it is encoded.
    private const int ShortString = 42;

    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public int Capacity => bytes.Length;

    public void Clear() => Length = 0;

    public void Truncate(int length) => Length = Math.Min(length, Length);

    /// <summary>Gives a large buffer back to the collector.</summary>
    public void Trim(int capacity)
    {
        Length = 0;
        if (bytes.Length > capacity) bytes = new byte[capacity];
    }

    /// <summary>Appends this many bytes, not cleared, for the caller to fill.</summary>
    public Span<byte> Reserve(int count)
    {
        Ensure(count);
        var span = bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }

    public Span<byte> At(int offset, int count) => bytes.AsSpan(0, Length).Slice(offset, count);

    public void WriteByte(byte value) => Reserve(1)[0] = value;

    public void WriteBytes(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);

    public void WriteVarint(ulong value)
    {
        Ensure(10);
        var at = Length;
        while (value >= 0x80)
        {
            bytes[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[at++] = (byte)value;
        Length = at;
    }

    /// <summary>A signed number whose small magnitudes take few bytes (zigzag).</summary>
    public void WriteSignedVarint(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    public void WriteString(string value)
    {
        if (value.Length <= ShortString)
        {
            Ensure(1 + (value.Length * 3));
            var count = Encoding.UTF8.GetBytes(value, bytes.AsSpan(Length + 1));
            bytes[Length] = (byte)count;
            Length += 1 + count;
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        WriteVarint((uint)length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    private void Ensure(int count)
    {
        var needed = Length + count;
        if (needed > bytes.Length) Array.Resize(ref bytes, (int)BitOperations.RoundUpToPowerOf2((uint)needed));
    }
}
