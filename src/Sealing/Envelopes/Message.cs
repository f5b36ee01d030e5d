using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Footfall.Sealing.Envelopes;

/// <summary>
/// The plaintext of an envelope: form u8 (0 as it is, 1 raw deflate), length u32, that many bytes, zeros up to the Padmé length.
/// Whatever differs from what <see cref="Pack"/> could have made is refused.
/// </summary>
internal static class Message
{
    private const int HeadBytes = 5;
    private const byte Plain = 0;
    private const byte Deflated = 1;

    public static byte[] Pack(ReadOnlySpan<byte> content)
    {
        var deflated = Deflate(content);
        var smaller = deflated.Length < content.Length;
        var body = smaller ? deflated : content;
        var packed = new byte[Padme.Padded(HeadBytes + body.Length)];
        packed[0] = smaller ? Deflated : Plain;
        BinaryPrimitives.WriteUInt32BigEndian(packed.AsSpan(1), (uint)body.Length);
        body.CopyTo(packed.AsSpan(HeadBytes));
        return packed;
    }

    /// <summary>Null for every message that no honest sender makes, a bomb included.</summary>
    public static byte[]? Unpack(ReadOnlySpan<byte> packed, int most)
    {
        if (packed.Length < HeadBytes) return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(packed[1..]);
        if (length > (uint)(packed.Length - HeadBytes) || Padme.Padded(HeadBytes + (int)length) != packed.Length) return null;
        var body = packed.Slice(HeadBytes, (int)length);
        if (packed[(HeadBytes + body.Length)..].ContainsAnyExcept((byte)0)) return null;
        return packed[0] switch
        {
            Plain => body.Length <= most ? body.ToArray() : null,
            Deflated => Inflate(body, most),
            _ => null,
        };
    }

    private static ReadOnlySpan<byte> Deflate(ReadOnlySpan<byte> content)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(content);
        return output.GetBuffer().AsSpan(0, (int)output.Length);
    }

    private static byte[]? Inflate(ReadOnlySpan<byte> body, int most)
    {
        var compressed = body.ToArray();
        using var input = new EndTeller(compressed);
        using var inflate = new DeflateStream(input, CompressionMode.Decompress);
        // One byte beyond the limit tells a message that is too long from one that fills it.
        var content = new byte[most + 1];
        try
        {
            var read = inflate.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return read <= most && input.EndedWithTheBody ? content[..read] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            CryptographicOperations.ZeroMemory(compressed);
        }
    }
}
