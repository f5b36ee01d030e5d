using System.Net;
using System.Net.Sockets;

namespace Footfall.Accounts.Sessions;

/// <summary>
/// Bounds guesses: ten attempts an account and thirty an address in five minutes, for each purpose apart, so that nobody who spoils the attempts to sign in
/// takes away those to recover. Thread-safe.
/// </summary>
public sealed class AttemptLimits(TimeProvider clock)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly AttemptWindows accounts = new(10, Window, clock);
    private readonly AttemptWindows addresses = new(30, Window, clock);

    /// <summary>Counts an attempt and returns null; or, where it is one too many, returns how long to wait.</summary>
    /// <param name="account">Whatever the guess is about: an e-mail address, an invitation.</param>
    public TimeSpan? Take(AttemptPurpose purpose, string account, IPAddress? address) =>
        // Whoever has no attempt left uses up none of the account's, and makes no entry for names of their invention.
        addresses.Take($"{purpose} {NetworkOf(address)}") ?? accounts.Take($"{purpose} {account}");

    /// <summary>An IPv4 address, or the first 64 bits of an IPv6 one: whoever has one of those has all of the network's.</summary>
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }
}
