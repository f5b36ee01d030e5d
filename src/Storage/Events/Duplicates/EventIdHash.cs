using System.Buffers.Binary;
using Footfall.Events;

namespace Footfall.Storage.Events.Duplicates;

/// <summary>Spreads (project, id) over 128 bits. Ids come from strangers, so the multipliers are drawn anew by each process.</summary>
internal sealed class EventIdHash(ulong seed1, ulong seed2)
{
    public UInt128 Of(ProjectNumber project, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        var high = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var low = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        var first = Mix(high ^ seed1, low ^ seed2 ^ ((ulong)project.Value * 0x9E3779B97F4A7C15));
        return new UInt128(first, Mix(first ^ seed2, low ^ seed1));
    }

    /// <summary>The two halves of a 128-bit product folded into one another.</summary>
    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
