using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Footfall.Sealing.Hpke;

/// <summary>RFC 9180, section 4: HKDF-SHA256 whose inputs name the protocol, the suite and their use.</summary>
internal static class LabeledHkdf
{
    /// <summary>"KEM" and DHKEM(P-256, HKDF-SHA256).</summary>
    public static ReadOnlySpan<byte> Kem => "KEM\0\u0010"u8;

    /// <summary>"HPKE", the KEM, HKDF-SHA256 and AES-256-GCM.</summary>
    public static ReadOnlySpan<byte> Suite => "HPKE\0\u0010\0\u0001\0\u0002"u8;

    public static byte[] Extract(ReadOnlySpan<byte> suite, ReadOnlySpan<byte> salt, string label, ReadOnlySpan<byte> material)
    {
        byte[] labeled = [.. "HPKE-v1"u8, .. suite, .. Encoding.ASCII.GetBytes(label), .. material];
        var key = new byte[SHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, labeled, salt, key);
        CryptographicOperations.ZeroMemory(labeled);
        return key;
    }

    public static byte[] Expand(ReadOnlySpan<byte> suite, ReadOnlySpan<byte> key, string label, ReadOnlySpan<byte> info, int length)
    {
        Span<byte> size = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)length);
        byte[] labeled = [.. size, .. "HPKE-v1"u8, .. suite, .. Encoding.ASCII.GetBytes(label), .. info];
        var output = new byte[length];
        HKDF.Expand(HashAlgorithmName.SHA256, key, output, labeled);
        return output;
    }
}
