using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Footfall.Accounts;

/// <summary>Random values that are shown once and kept as hashes, and the server's own secret.</summary>
internal static class Secrets
{
    /// <summary>256 random bits as base64url.</summary>
    public static string NewValue() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256: enough for values with 256 bits of entropy.</summary>
    public static byte[] HashOf(string value) => SHA256.HashData(Encoding.UTF8.GetBytes(value));
}
