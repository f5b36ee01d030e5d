using System.Security.Cryptography;
using System.Text;

namespace Footfall.Ingestion.Pipeline;

/// <summary>Makes event ids of what clients and dialects have.</summary>
public static class EventIds
{
    /// <summary>
    /// The UUID that a text is, else a UUIDv8 (RFC 9562) of the text's SHA-256: the same text is always the same id.
    /// </summary>
    public static Guid OfText(string text)
    {
        if (Guid.TryParseExact(text, "D", out var id)) return id;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
