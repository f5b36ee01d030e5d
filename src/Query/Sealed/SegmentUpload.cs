using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Text.Json;
using Footfall.Storage.Sealed;

namespace Footfall.Query.Sealed;

/// <summary>
/// The head of an upload, a u32 (big-endian) with the length of the JSON that follows: <c>manifest</c>, <c>signature</c>, and the numbers of the first and the
/// last envelope that the segment stands for. The segment's file follows.
/// </summary>
internal sealed record SegmentUpload(SegmentManifest Manifest, EnvelopeRange? Envelopes)
{
    private const int MostHeadBytes = 64 * 1024;

    /// <summary>Reads the head and leaves the reader behind it; null where it is none.</summary>
    public static async Task<SegmentUpload?> ReadAsync(PipeReader body, CancellationToken cancellation)
    {
        if (await TakeAsync(body, sizeof(uint), cancellation) is not { } prefix) return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        return length is > 0 and <= MostHeadBytes && await TakeAsync(body, (int)length, cancellation) is { } head ? Read(head) : null;
    }

    /// <summary>The manifest and signature of a JSON object; null where there are none.</summary>
    public static SegmentManifest? ReadManifest(JsonElement head) =>
        SegmentManifest.Read(Base64Url.DecodeFromChars(head.GetProperty("manifest").GetString()), Base64Url.DecodeFromChars(head.GetProperty("signature").GetString()));

    private static SegmentUpload? Read(byte[] head)
    {
        try
        {
            using var document = JsonDocument.Parse(head);
            if (ReadManifest(document.RootElement) is not { Kind: "segment" } manifest || manifest.Envelopes < 0) return null;
            if (manifest.Envelopes == 0) return manifest.Replaces.Count > 0 ? new SegmentUpload(manifest, null) : null;
            var (first, last) = (document.RootElement.GetProperty("first_seq").GetInt64(), document.RootElement.GetProperty("last_seq").GetInt64());
            return new SegmentUpload(manifest, new EnvelopeRange(first, last, manifest.Envelopes, manifest.Consumed));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // The caller says that it is no head of an upload.
            return null;
        }
    }

    private static async Task<byte[]?> TakeAsync(PipeReader body, int count, CancellationToken cancellation)
    {
        var read = await body.ReadAtLeastAsync(count, cancellation);
        if (read.Buffer.Length < count)
        {
            // Given back, or the connection could not go on with the next request.
            body.AdvanceTo(read.Buffer.Start);
            return null;
        }

        var taken = read.Buffer.Slice(0, count).ToArray();
        body.AdvanceTo(read.Buffer.GetPosition(count));
        return taken;
    }
}
