using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Segments;

/// <summary>
/// Seals segments and writes their manifests in the name of one account. What it writes is not chained: where a server took another one first,
/// the content is sealed anew on the longer chain.
/// </summary>
public sealed class SegmentWriter(Guid account, SigningKey key, TimeProvider clock)
{
    public (SignedEntry Manifest, byte[] Bytes) Seal(SegmentChain chain, HpkeKey epochKey, SegmentDescription description, ReadOnlySpan<byte> content)
    {
        var segment = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SegmentFile.IdBytes));
        var fields = Complete(chain, segment, Manifest.FieldsOf(description));
        var head = SegmentFile.Head(description.Form, chain.Project, chain.Epoch, segment);
        var bytes = SegmentFile.Seal(epochKey, head, CanonicalJson.Write(fields), content);
        fields["hash"] = Base64Url.EncodeToString(SHA256.HashData(bytes));
        return (Sign(fields), bytes);
    }

    /// <summary>Puts back what the segment took the place of; owners and admins only.</summary>
    public SignedEntry Undo(SegmentChain chain, string segment) => Sign(Complete(chain, segment, Manifest.FieldsOfUndo()));

    private Dictionary<string, object> Complete(SegmentChain chain, string segment, Dictionary<string, object> fields)
    {
        fields["segment"] = segment;
        fields["project"] = chain.Project.ToString("D", CultureInfo.InvariantCulture);
        fields["epoch"] = chain.Epoch;
        fields["by"] = account.ToString("D", CultureInfo.InvariantCulture);
        fields["log"] = chain.LogLength;
        fields["sequence"] = chain.Length;
        fields["previous"] = chain.Head;
        // Another member's clock may run ahead; time never goes back.
        fields["time"] = Math.Max(chain.Time, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return fields;
    }

    /// <exception cref="ArgumentException">The description is none that a reader takes.</exception>
    private SignedEntry Sign(Dictionary<string, object> fields)
    {
        var bytes = CanonicalJson.Write(fields);
        if (Manifest.Read(bytes) is null) throw new ArgumentException("No reader takes this description: see docs/formats/sealed.md.", nameof(fields));
        return new SignedEntry(Encoding.ASCII.GetString(bytes), key.Sign(bytes));
    }
}
