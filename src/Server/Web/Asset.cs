using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Footfall.Server.Web;

/// <summary>A file as it is served: its bytes plain, by gzip and by brotli, and a tag of its content. Compressed once, at first use.</summary>
internal sealed class Asset(byte[] plain, string contentType)
{
    private readonly Lazy<byte[]> gzip = new(() => Compress(plain, stream => new GZipStream(stream, CompressionLevel.SmallestSize)));
    private readonly Lazy<byte[]> brotli = new(() => Compress(plain, stream => new BrotliStream(stream, CompressionLevel.SmallestSize)));

    public string ContentType { get; } = contentType;

    public string ETag { get; } = $"\"{WebEncoders.Base64UrlEncode(SHA256.HashData(plain)[..12])}\"";

    public byte[] Plain => plain;

    public byte[] Gzip => gzip.Value;

    public byte[] Brotli => brotli.Value;

    /// <summary>Pictures and fonts are compressed by their own formats.</summary>
    public bool IsCompressible { get; } = contentType.StartsWith("text/", StringComparison.Ordinal)
        || contentType is "application/javascript" or "application/json" or "image/svg+xml" or "application/wasm" or "application/manifest+json";

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> wrap)
    {
        using var buffer = new MemoryStream();
        using (var stream = wrap(buffer)) stream.Write(bytes);
        return buffer.ToArray();
    }
}
