using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Footfall.Server.Web;

/// <summary>A file as it is served: its bytes plain, by gzip and by brotli, and a tag of its content. Each form is made once, at first use.</summary>
internal sealed class Asset
{
    private readonly Lazy<byte[]> plain;
    private readonly Lazy<byte[]> gzip;
    private readonly Lazy<byte[]> brotli;
    private readonly Lazy<string> integrity;

    public Asset(byte[] plain, string contentType)
        : this(plain, contentType, new Lazy<byte[]>(plain), new(() => Compress(plain, stream => new BrotliStream(stream, CompressionLevel.SmallestSize))), () => new MemoryStream(plain))
    {
    }

    private Asset(byte[] stored, string contentType, Lazy<byte[]> plain, Lazy<byte[]> brotli, Func<Stream> read)
    {
        ContentType = contentType;
        ETag = $"\"{WebEncoders.Base64UrlEncode(SHA256.HashData(stored)[..12])}\"";
        IsCompressible = contentType.StartsWith("text/", StringComparison.Ordinal)
            || contentType is "application/javascript" or "application/json" or "image/svg+xml" or "application/wasm" or "application/manifest+json";
        this.plain = plain;
        this.brotli = brotli;
        integrity = new(() => IntegrityOf(read));
        gzip = new(() => Compress(plain.Value, stream => new GZipStream(stream, CompressionLevel.SmallestSize)));
    }

    public string ContentType { get; }

    public string ETag { get; }

    /// <summary>The hash of the plain bytes as a page's <c>integrity</c> attribute has it (Subresource Integrity), by SHA-384.</summary>
    public string Integrity => integrity.Value;

    public byte[] Plain => plain.Value;

    public byte[] Gzip => gzip.Value;

    public byte[] Brotli => brotli.Value;

    /// <summary>Pictures and fonts are compressed by their own formats.</summary>
    public bool IsCompressible { get; }

    /// <summary>A file that the build has compressed already and left in no other form, as it does with what takes minutes.</summary>
    public static Asset OfBrotli(byte[] stored, string contentType) =>
        new(stored, contentType, new Lazy<byte[]>(() => Decompress(stored)), new Lazy<byte[]>(stored), () => Unpacking(stored));

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> wrap)
    {
        using var buffer = new MemoryStream();
        using (var stream = wrap(buffer)) stream.Write(bytes);
        return buffer.ToArray();
    }

    private static byte[] Decompress(byte[] stored)
    {
        using var buffer = new MemoryStream();
        using var stream = Unpacking(stored);
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    private static BrotliStream Unpacking(byte[] stored) => new(new MemoryStream(stored), CompressionMode.Decompress);

    /// <summary>Reads as it goes: what is kept packed need not be unpacked into memory to be hashed.</summary>
    private static string IntegrityOf(Func<Stream> read)
    {
        using var stream = read();
        return "sha384-" + Convert.ToBase64String(SHA384.HashData(stream));
    }
}
