using System.Net;
using System.Net.Sockets;

namespace Footfall.Privacy;

/// <summary>
/// Tells the client's address: the connection's, unless the connection comes from a trusted proxy. Then the chain of forwarded addresses is walked
/// from the right, the nearest first, to the first that is no trusted proxy: all left of it is the client's own claim.
/// </summary>
public static class ClientAddress
{
    /// <summary>Entries looked at before the walk ends; a longer chain is hostile or broken.</summary>
    private const int LongestChain = 32;

    /// <param name="connection">The address of the connection.</param>
    /// <param name="forwardedFor">The X-Forwarded-For header, its lines joined by commas. It goes before <paramref name="forwarded"/>: a proxy that
    /// sets one of the two has to remove the other.</param>
    /// <param name="forwarded">The Forwarded header of RFC 7239, its lines joined by commas.</param>
    public static IPAddress? Find(IPAddress? connection, string? forwardedFor, string? forwarded, TrustedProxies proxies)
    {
        var nearest = Plain(connection);
        if (nearest is null || !proxies.Any || !proxies.Contains(nearest)) return nearest;

        var byStandard = string.IsNullOrEmpty(forwardedFor);
        var chain = (byStandard ? forwarded : forwardedFor).AsSpan();
        for (var steps = 0; !chain.IsEmpty && steps < LongestChain; steps++)
        {
            var comma = LastCommaOutsideQuotes(chain);
            var entry = chain[(comma + 1)..];
            chain = comma < 0 ? default : chain[..comma];
            // An entry that is no address ends the walk: what stands left of it cannot be told apart from a lie.
            if (!TryReadEntry(byStandard ? ForValue(entry) : entry, out var address)) break;
            nearest = address;
            if (!proxies.Contains(address)) break;
        }

        return nearest;
    }

    /// <summary>An address that a trusted sender wrote in a body, or null.</summary>
    public static IPAddress? Parse(string? text) => TryReadEntry(text.AsSpan(), out var address) ? address : null;

    private static int LastCommaOutsideQuotes(ReadOnlySpan<char> chain)
    {
        var quoted = false;
        for (var i = chain.Length - 1; i >= 0; i--)
        {
            if (chain[i] == '"') quoted = !quoted;
            else if (chain[i] == ',' && !quoted) return i;
        }

        return -1;
    }

    /// <summary>The value of <c>for=</c> in one element of a Forwarded header, without its quotes.</summary>
    private static ReadOnlySpan<char> ForValue(ReadOnlySpan<char> element)
    {
        foreach (var range in element.Split(';'))
        {
            var pair = element[range].Trim();
            if (pair.StartsWith("for=", StringComparison.OrdinalIgnoreCase)) return pair[4..].Trim().Trim('"');
        }

        return default;
    }

    /// <summary>Reads <c>192.0.2.1</c>, <c>192.0.2.1:4711</c>, <c>2001:db8::1</c> and <c>[2001:db8::1]:4711</c>.</summary>
    private static bool TryReadEntry(ReadOnlySpan<char> entry, out IPAddress address)
    {
        address = IPAddress.None;
        entry = entry.Trim();
        if (entry.IsEmpty) return false;
        if (entry[0] == '[')
        {
            var close = entry.IndexOf(']');
            if (close < 0) return false;
            entry = entry[1..close];
        }
        else if (entry.Count(':') == 1)
        {
            entry = entry[..entry.IndexOf(':')];
        }

        // IPAddress also reads "1" and "0x7f.1", which no proxy writes.
        if (!IPAddress.TryParse(entry, out var parsed)) return false;
        if (parsed.AddressFamily == AddressFamily.InterNetwork && entry.Count('.') != 3) return false;
        address = Plain(parsed)!;
        return true;
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
