using System.Buffers.Binary;
using System.Net;

namespace Footfall.Cli.Demo;

/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Language">BCP 47, of most of its browsers.</param>
/// <param name="UtcOffset">Hours, in winter: people sleep at night.</param>
/// <param name="Weight">Share of visitors.</param>
/// <param name="Networks">IPv4, in CIDR notation.</param>
internal sealed record DemoCountry(string Code, string Language, double UtcOffset, double Weight, IReadOnlyList<string> Networks)
{
    // The networks were looked up at their beginnings, so addresses keep to their first 4,096.
    private const int Spread = 4096;

    public IPAddress Address(DemoRandom random)
    {
        // The first towns are the larger ones.
        var network = IPNetwork.Parse(Networks[Math.Min(random.Below(Networks.Count), random.Below(Networks.Count))]);
        Span<byte> bytes = stackalloc byte[4];
        network.BaseAddress.TryWriteBytes(bytes, out _);
        var size = Math.Min(Spread, 1 << (32 - network.PrefixLength));
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) + (uint)(1 + random.Below(size - 2)));
        return new IPAddress(bytes);
    }
}
