using System.Buffers.Text;
using System.Security.Cryptography;
using Footfall.Sealing.Signatures;

namespace Footfall.Accounts;

/// <summary>Bytes in JSON: base64url without padding, in the one form that its bytes have.</summary>
internal static class Binary
{
    /// <summary>What is wrapped or sealed holds at most a few private keys.</summary>
    public const int MostSealed = 1024;

    /// <summary>Two bytes of version and an authentication tag at the least.</summary>
    public const int LeastSealed = 32;

    public static string Write(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static string? WriteOrNull(byte[]? bytes) => bytes is null ? null : Write(bytes);

    /// <summary>Null where it is no base64url or has another length.</summary>
    public static byte[]? Read(string? text, int least, int most)
    {
        if (text is null || text.Length > Base64Url.GetEncodedLength(most) || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.Length >= least && bytes.Length <= most && Write(bytes) == text ? bytes : null;
    }

    public static byte[]? ReadSealed(string? text) => Read(text, LeastSealed, MostSealed);

    /// <summary>A point on P-256, 65 bytes; null for everything else.</summary>
    public static byte[]? ReadPoint(string? text)
    {
        if (Read(text, SigningKey.PublicBytes, SigningKey.PublicBytes) is not { } point) return null;
        try
        {
            using var key = SigningKey.FromPublic(point);
            return point;
        }
        catch (CryptographicException)
        {
            // Not a point of the curve: it is no key.
            return null;
        }
    }
}
