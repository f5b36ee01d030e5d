using System.Numerics;

namespace Footfall.Sealing.Envelopes;

/// <summary>
/// Padmé (Nikitin and others, 2019): lengths are rounded up so that a size keeps only as many significant bits as its exponent has digits.
/// It costs 12 % at most and tells O(log log n) bits of the length.
/// </summary>
internal static class Padme
{
    public static int Padded(int length)
    {
        if (length < 2) return length;
        var exponent = BitOperations.Log2((uint)length);
        var kept = BitOperations.Log2((uint)exponent) + 1;
        var mask = (1 << Math.Max(0, exponent - kept)) - 1;
        return (length + mask) & ~mask;
    }
}
