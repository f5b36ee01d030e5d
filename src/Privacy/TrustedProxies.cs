using System.Net;

namespace Footfall.Privacy;

/// <summary>The addresses whose forwarded headers are believed: FOOTFALL_TRUSTED_PROXIES, a list of addresses and CIDR ranges. Immutable.</summary>
public sealed class TrustedProxies
{
    private readonly IPNetwork[] networks;

    public TrustedProxies(IEnumerable<IPNetwork> networks) => this.networks = [.. networks];

    /// <summary>Nobody is believed.</summary>
    public static TrustedProxies None { get; } = new([]);

    public bool Any => networks.Length > 0;

    /// <summary>Reads a list separated by commas or spaces, such as <c>10.0.0.0/8, ::1</c>.</summary>
    /// <exception cref="FormatException">An entry is neither an address nor a range; the message names it.</exception>
    public static TrustedProxies Parse(string? list)
    {
        if (string.IsNullOrWhiteSpace(list)) return None;
        var entries = list.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new TrustedProxies(entries.Select(ParseEntry));
    }

    /// <summary>True where <paramref name="address"/> is one of the proxies.</summary>
    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in networks)
        {
            if (network.Contains(plain)) return true;
        }

        return false;
    }

    private static IPNetwork ParseEntry(string entry)
    {
        if (IPAddress.TryParse(entry, out var single))
            return new IPNetwork(single, single.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128);
        if (IPNetwork.TryParse(entry, out var network)) return network;
        throw new FormatException(
            $"FOOTFALL_TRUSTED_PROXIES has the entry '{entry}', which is neither an IP address nor a CIDR range. Write it like 10.0.0.0/8 or 192.0.2.7.");
    }
}
