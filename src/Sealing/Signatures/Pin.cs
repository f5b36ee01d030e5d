using System.Buffers.Text;
using System.Security.Cryptography;

namespace Footfall.Sealing.Signatures;

/// <summary>What a snippet carries to name its vault's root key: base64url, without padding, of the SHA-256 of the key's 65 bytes.</summary>
public static class Pin
{
    public static string Of(ReadOnlySpan<byte> rootKey) => Base64Url.EncodeToString(SHA256.HashData(rootKey));
}
