using System.Buffers;
using System.IO.Compression;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Unpacks compressed bodies, never beyond the limit. What the header says is a hint only: SDKs send gzip unlabelled, and plain JSON labelled as gzip.</summary>
internal static class Unpack
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>The unpacked body (the same one where nothing is packed), or why it is refused.</summary>
    public static (PooledBody? Body, Refusal? Refusal) Body(PooledBody body, string? encoding, int limit, BodyBudget budget)
    {
        var bytes = body.Span;
        if (bytes.Length >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B)
            return Inflate(body, stream => new GZipStream(stream, CompressionMode.Decompress), limit, budget);
        if (string.IsNullOrEmpty(encoding) || bytes.IsEmpty || bytes[0] == '{' || bytes[0] == '[') return (body, null);
        switch (encoding.Trim().ToLowerInvariant())
        {
            case "identity" or "gzip" or "x-gzip":
                return (body, null);
            case "br":
                return Inflate(body, stream => new BrotliStream(stream, CompressionMode.Decompress), limit, budget);
            case "deflate" when bytes.Length >= 2 && (bytes[0] & 0x0F) == 8 && ((bytes[0] << 8) | bytes[1]) % 31 == 0:
                return Inflate(body, stream => new ZLibStream(stream, CompressionMode.Decompress), limit, budget);
            case "deflate":
                return Inflate(body, stream => new DeflateStream(stream, CompressionMode.Decompress), limit, budget);
            default:
                return (null, Refusal.Unreadable("Content-Encoding", "The content encoding is not known.", "Send gzip, br, deflate or identity, one of them."));
        }
    }

    private static (PooledBody? Body, Refusal? Refusal) Inflate(PooledBody packed, Func<Stream, Stream> open, int limit, BodyBudget budget)
    {
        var unpacked = new PooledBody(budget);
        Refusal? refusal = null;
        var isWhole = false;
        try
        {
            using var stream = open(packed.AsStream());
            refusal = Copy(stream, unpacked, limit);
            isWhole = refusal is null;
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException or IOException)
        {
            // Brotli's stream calls broken input an invalid operation.
            refusal = Refusal.Unreadable(null, "The compressed body is broken or ends early.", "Send it again, or uncompressed.");
        }
        finally
        {
            if (!isWhole) unpacked.Dispose();
        }

        return (isWhole ? unpacked : null, refusal);
    }

    private static Refusal? Copy(Stream stream, PooledBody unpacked, int limit)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                if (unpacked.Length + read > limit) return Refusal.TooLarge(limit);
                if (!unpacked.TryAppend(buffer.AsSpan(0, read))) return Refusal.TooManyBodies();
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
