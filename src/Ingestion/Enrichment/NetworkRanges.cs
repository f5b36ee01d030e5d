using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Footfall.Ingestion.Enrichment;

/// <summary>A set of networks, searched in logarithmic time. Immutable.</summary>
public sealed class NetworkRanges
{
    // IPv4 is kept as IPv4-mapped IPv6, so that one order serves both. Sorted, disjoint.
    private readonly UInt128[] _firsts;
    private readonly UInt128[] _lasts;

    public NetworkRanges(IEnumerable<IPNetwork> networks)
    {
        var firsts = new List<UInt128>();
        var lasts = new List<UInt128>();
        foreach (var (first, last) in networks.Select(Bounds).Order())
        {
            if (lasts.Count > 0 && first <= lasts[^1]) lasts[^1] = UInt128.Max(lasts[^1], last);
            else
            {
                firsts.Add(first);
                lasts.Add(last);
            }
        }

        _firsts = [.. firsts];
        _lasts = [.. lasts];
    }

    /// <summary>Reads one network a line, such as <c>198.51.100.0/24</c>; empty lines and lines that begin with # are passed over.</summary>
    /// <exception cref="InvalidDataException">A line is no network; the message gives its number.</exception>
    public static NetworkRanges Read(string path)
    {
        var networks = new List<IPNetwork>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#') continue;
            if (!IPNetwork.TryParse(text, out var network))
                throw new InvalidDataException($"Line {number} of '{path}' is no network: write it like 198.51.100.0/24 or 2001:db8::/32, without host bits.");
            networks.Add(network);
        }

        return new NetworkRanges(networks);
    }

    public bool Contains(IPAddress address)
    {
        var value = Value(address);
        var at = Array.BinarySearch(_firsts, value);
        if (at < 0) at = ~at - 1;
        return at >= 0 && value <= _lasts[at];
    }

    private static (UInt128 First, UInt128 Last) Bounds(IPNetwork network)
    {
        var first = Value(network.BaseAddress);
        var bits = (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) - network.PrefixLength;
        return (first, bits == 128 ? UInt128.MaxValue : first | ((UInt128.One << bits) - 1));
    }

    private static UInt128 Value(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        (address.AddressFamily == AddressFamily.InterNetwork ? address.MapToIPv6() : address).TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
