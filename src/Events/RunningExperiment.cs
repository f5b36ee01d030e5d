using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Footfall.Events;

/// <summary>An experiment that gives visitors variants now.</summary>
/// <param name="Key">By which pages name it; unique within the project.</param>
/// <param name="Weights">How frequent each variant is meant to be; at least one of them above 0.</param>
public sealed record RunningExperiment(string Key, IReadOnlyDictionary<string, double> Weights)
{
    /// <summary>2^48: what the share is read of, exact as a double in every language.</summary>
    private const double Parts = 1L << 48;

    /// <summary>
    /// The variant of a visitor, always the same while the weights are: SHA-256 over the key, a zero byte and the visitor, both in UTF-8, gives by its first
    /// 48 bits, big-endian, a share of 1; the variants, in order of their UTF-16 code units, take each their part of it. <c>schema/vectors/assignment.json</c>
    /// has examples for whoever does the same elsewhere.
    /// </summary>
    public string VariantOf(string visitor)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Key}\0{visitor}"), hash);
        var share = (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 16) / Parts * Weights.Values.Sum();
        var variants = Weights.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        foreach (var (variant, weight) in variants)
        {
            share -= weight;
            if (share < 0) return variant;
        }

        // What rounding may leave over.
        return variants[^1].Key;
    }
}
