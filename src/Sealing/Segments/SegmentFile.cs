using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using Footfall.Sealing.Hpke;

namespace Footfall.Sealing.Segments;

/// <summary>
/// The bytes of a segment: version u8, form u8, project 16, epoch 8, segment 16, ciphertext. Its key comes of the epoch's private key and its id, which is fresh
/// for each sealing: one message a key. Whoever knows the public key only can make none.
/// </summary>
internal static class SegmentFile
{
    public const int IdBytes = 16;
    private const int HeadBytes = 2 + 16 + 8 + IdBytes;
    private const int TagBytes = 16;
    private const int LengthBytes = sizeof(uint);

    /// <summary>A reader inflates no more than this, whatever the file says.</summary>
    public const int MostContentBytes = 512 * 1024 * 1024;

    public static byte[] Head(string form, Guid project, string epoch, string segment) =>
        [1, form == "duckdb" ? (byte)1 : (byte)2, .. project.ToByteArray(bigEndian: true), .. Base64Url.DecodeFromChars(epoch), .. Base64Url.DecodeFromChars(segment)];

    /// <param name="manifest">All of it but the hash of what is made here.</param>
    public static byte[] Seal(HpkeKey epochKey, byte[] head, ReadOnlySpan<byte> manifest, ReadOnlySpan<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, MostContentBytes, nameof(content));
        var packed = Deflate(content);
        var output = new byte[HeadBytes + packed.Length + TagBytes];
        head.CopyTo(output, 0);
        using var cipher = Cipher(epochKey, head);
        cipher.Encrypt(Nonce, packed, output.AsSpan(HeadBytes, packed.Length), output.AsSpan(HeadBytes + packed.Length), [.. head, .. manifest]);
        CryptographicOperations.ZeroMemory(packed);
        return output;
    }

    /// <summary>Null where anything is other than <see cref="Seal"/> made it; nothing tells what.</summary>
    public static byte[]? Open(HpkeKey epochKey, ReadOnlySpan<byte> head, ReadOnlySpan<byte> manifest, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeadBytes + LengthBytes + TagBytes || !bytes.StartsWith(head)) return null;
        var packed = new byte[bytes.Length - HeadBytes - TagBytes];
        try
        {
            using var cipher = Cipher(epochKey, head);
            cipher.Decrypt(Nonce, bytes[HeadBytes..^TagBytes], bytes[^TagBytes..], packed, [.. head, .. manifest]);
            return Inflate(packed);
        }
        catch (Exception error) when (error is AuthenticationTagMismatchException or InvalidDataException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(packed);
        }
    }

    /// <summary>All zeros, because no key is used twice.</summary>
    private static ReadOnlySpan<byte> Nonce => new byte[12];

    private static AesGcm Cipher(HpkeKey epochKey, ReadOnlySpan<byte> head)
    {
        Span<byte> key = stackalloc byte[32];
        var scalar = epochKey.ExportPrivate();
        HKDF.DeriveKey(HashAlgorithmName.SHA256, scalar, key, [], [.. "footfall/segment/v1"u8, .. head[^IdBytes..]]);
        var cipher = new AesGcm(key, TagBytes);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(scalar);
        return cipher;
    }

    private static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        using var output = new MemoryStream();
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)content.Length);
        output.Write(length);
        using (var deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(content);
        return output.ToArray();
    }

    /// <summary>Exactly as long as it says.</summary>
    private static byte[]? Inflate(byte[] packed)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(packed);
        if (length > MostContentBytes) return null;
        using var input = new MemoryStream(packed, LengthBytes, packed.Length - LengthBytes);
        using var inflate = new DeflateStream(input, CompressionMode.Decompress);
        var content = new byte[length];
        return inflate.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length && inflate.ReadByte() < 0 ? content : null;
    }
}
