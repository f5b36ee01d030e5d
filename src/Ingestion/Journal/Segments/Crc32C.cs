using System.Numerics;
using System.Runtime.InteropServices;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>CRC-32C (Castagnoli) as RFC 3720 uses it, eight bytes at a time by the processor's own instruction where it has one.</summary>
internal static class Crc32C
{
    public static uint Compute(ReadOnlySpan<byte> bytes) => ~Continue(0xFFFF_FFFF, bytes);

    /// <summary>Carries a running value on, without the inversions at begin and end.</summary>
    public static uint Continue(uint running, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            running = BitOperations.Crc32C(running, BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
        foreach (var single in bytes[(words.Length * 8)..]) running = BitOperations.Crc32C(running, single);
        return running;
    }
}
