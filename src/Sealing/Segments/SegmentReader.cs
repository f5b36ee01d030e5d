using System.Buffers.Text;
using System.Security.Cryptography;
using Footfall.Sealing.Hpke;

namespace Footfall.Sealing.Segments;

/// <summary>Opens segments whose manifests a <see cref="SegmentChain"/> has taken.</summary>
public static class SegmentReader
{
    /// <summary>The content is empty unless the answer is <see cref="Refusal.None"/>.</summary>
    public static Refusal Open(HpkeKey epochKey, Manifest manifest, ReadOnlySpan<byte> bytes, out byte[] content)
    {
        content = [];
        // The hash was signed, so that nobody who knows the epoch's key can put other bytes under somebody's manifest.
        if (manifest.Description is not { } description || Base64Url.EncodeToString(SHA256.HashData(bytes)) != manifest.Hash) return Refusal.Elsewhere;
        var head = SegmentFile.Head(description.Form, manifest.Project, manifest.Epoch, manifest.Segment);
        var opened = SegmentFile.Open(epochKey, head, manifest.WithoutHash(), bytes);
        if (opened is null) return Refusal.Unopenable;
        content = opened;
        return Refusal.None;
    }
}
