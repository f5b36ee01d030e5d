using System.Buffers.Binary;

namespace Footfall.DuckDb;

/// <summary>
/// DuckDB keeps a UUID as a signed 128-bit integer with the highest bit flipped, so that integers sort as the written UUIDs do. A <see cref="Guid"/> keeps
/// its first three fields in the machine's byte order; the bits meant here are those of the written form, read from the left.
/// </summary>
internal static class UuidFormat
{
    private static readonly UInt128 _highestBit = UInt128.One << 127;

    public static UInt128 ToBits(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static Int128 ToStored(Guid value) => (Int128)(ToBits(value) ^ _highestBit);

    public static Guid FromStored(Int128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, (UInt128)stored ^ _highestBit);
        return new Guid(bytes, bigEndian: true);
    }
}
