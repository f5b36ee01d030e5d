using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Footfall.Client.Experiments;

/// <summary>
/// Which variant a visitor is given, as the server does it (docs/api/collect.md, assignment; <c>schema/vectors/assignment.json</c>): SHA-256 over the key, a zero
/// byte and the visitor gives by its first 48 bits a share of 1; the variants, in the order of their UTF-16 code units, take each their part of it by weight.
/// </summary>
internal static class Assignment
{
    /// <summary>2^48.</summary>
    private const double Parts = 1L << 48;

    /// <summary>Null where no variant has a weight above 0.</summary>
    public static string? VariantOf(string key, string visitor, IReadOnlyDictionary<string, double> weights)
    {
        var variants = weights.Where(pair => double.IsFinite(pair.Value) && pair.Value > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        if (variants.Count == 0) return null;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\0{visitor}"), hash);
        // In the order in which they were given: a sum of doubles depends on it.
        var share = (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 16) / Parts * weights.Values.Where(weight => double.IsFinite(weight) && weight > 0).Sum();
        foreach (var (variant, weight) in variants)
        {
            share -= weight;
            if (share < 0) return variant;
        }

        // What rounding may leave over.
        return variants[^1].Key;
    }
}
