using System.Globalization;
using System.Security.Cryptography;
using Footfall.Events;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace Footfall.Accounts.Links;

/// <summary>
/// Passwords of links, and what they are exchanged for: a time and the server's word that the password was known then. Nothing is kept of a ticket; changing or
/// revoking the link voids it. A header carries it, since frames of other sites get no cookies. Thread-safe.
/// </summary>
public sealed class LinkTickets(ServerSecret secret, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    public const int ShortestPassword = 8;
    public const int LongestPassword = 200;
    private const string Purpose = "footfall/link-ticket/v1";

    private readonly PasswordHasher<SharedLink> hasher = new();

    public string Hash(string password) => hasher.HashPassword(null!, password);

    public bool Matches(string hash, string password) => hasher.VerifyHashedPassword(null!, hash, password) != PasswordVerificationResult.Failed;

    public LinkTicket Issue(SharedLink link)
    {
        var until = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        return new LinkTicket($"{Text(until)}.{WebEncoders.Base64UrlEncode(Mac(link, Text(until)))}", until.UtcDateTime);
    }

    /// <summary>True where the link has no password, or the ticket is one of it as it is now.</summary>
    public bool Opens(SharedLink link, string? ticket)
    {
        if (!link.HasPassword) return true;
        if (ticket is not { Length: < 100 } || ticket.Split('.') is not [var until, var mac]) return false;
        if (!long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds <= clock.GetUtcNow().ToUnixTimeSeconds()) return false;
        Span<byte> given = stackalloc byte[64];
        return System.Buffers.Text.Base64Url.TryDecodeFromChars(mac, given, out var length) && CryptographicOperations.FixedTimeEquals(given[..length], Mac(link, until));
    }

    private byte[] Mac(SharedLink link, string until) => secret.Mac(Purpose, $"{link.Id}:{link.Revision.ToString(CultureInfo.InvariantCulture)}:{until}");

    private static string Text(DateTimeOffset until) => until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
