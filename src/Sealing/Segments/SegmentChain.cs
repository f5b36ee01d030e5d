using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Segments;

/// <summary>
/// The segments of one project and epoch, by their signed and chained manifests: a server can neither drop, replay, reorder nor invent one, and where
/// it shows less than before, a reader who has seen more notices. Not safe for use by several threads at once.
/// </summary>
/// <param name="epoch">Eight bytes as base64url.</param>
/// <param name="members">Of the vault, as it is now.</param>
public sealed class SegmentChain(Guid project, string epoch, MembershipLog members)
{
    private readonly Dictionary<string, Manifest> _known = [];
    private readonly HashSet<string> _live = [];
    private readonly List<string> _hashes = [];
    private long _logLength;

    public Guid Project => project;
    public string Epoch => epoch;

    /// <summary>How many entries it has, which is the sequence number of the next.</summary>
    public long Length => _hashes.Count;

    /// <summary>Hash of the last entry, which the next one names; empty before the first.</summary>
    public string Head => _hashes.Count == 0 ? "" : _hashes[^1];

    /// <summary>Time of the last entry, ms since 1970.</summary>
    public long Time { get; private set; }

    /// <summary>Membership entries that the next manifest's signer has to know.</summary>
    internal long LogLength => members.Length;

    /// <summary>What is to be read: neither replaced nor undone. In the order in which they were put.</summary>
    public IEnumerable<Manifest> Live => _known.Values.Where(manifest => _live.Contains(manifest.Segment)).OrderBy(manifest => manifest.Sequence);

    /// <summary>Takes the entry if it may stand here; the chain is unchanged unless the answer is <see cref="ChainRefusal.None"/>.</summary>
    public ChainRefusal Append(SignedEntry signed)
    {
        var bytes = Encoding.UTF8.GetBytes(signed.Entry);
        if (Manifest.Read(bytes) is not { } manifest) return ChainRefusal.Malformed;
        if (manifest.Project != project || manifest.Epoch != epoch) return ChainRefusal.Elsewhere;
        if (manifest.Sequence != Length) return ChainRefusal.OutOfOrder;
        if (manifest.Previous != Head || manifest.Time < Time) return ChainRefusal.BrokenChain;
        // The log only grows: who was removed cannot sign under an older one once a later manifest has been chained.
        if (manifest.LogLength < _logLength || manifest.LogLength > members.Length) return ChainRefusal.BrokenChain;
        if (members.FindAt(manifest.By, manifest.LogLength) is not { } signer || !SigningKey.Verify(signer.SignKey, bytes, signed.Signature)) return ChainRefusal.Untrusted;
        if (signer.Role < (manifest.IsUndo ? Role.Admin : Role.Member)) return ChainRefusal.Forbidden;
        if (Contradicts(manifest)) return ChainRefusal.Contradiction;
        Apply(manifest, bytes);
        return ChainRefusal.None;
    }

    /// <summary>Reads a whole chain, and holds it against the length and head that the reader saw last, if it did. Null unless the answer is none.</summary>
    /// <param name="at">The entry that was refused.</param>
    public static ChainRefusal Read(Guid project, string epoch, MembershipLog members, IEnumerable<SignedEntry> entries, (long Length, string Head)? seen, out SegmentChain? chain, out long at)
    {
        var read = new SegmentChain(project, epoch, members);
        var refusal = ChainRefusal.None;
        foreach (var entry in entries)
        {
            refusal = read.Append(entry);
            if (refusal != ChainRefusal.None) break;
        }
        at = read.Length;
        if (refusal == ChainRefusal.None && seen is { Length: > 0 } known && (read.Length < known.Length || read._hashes[(int)known.Length - 1] != known.Head)) refusal = ChainRefusal.RolledBack;
        chain = refusal == ChainRefusal.None ? read : null;
        return refusal;
    }

    private bool Contradicts(Manifest manifest)
    {
        if (manifest.IsUndo) return !_live.Contains(manifest.Segment);
        return _known.ContainsKey(manifest.Segment) || manifest.Replaces.Distinct().Count() != manifest.Replaces.Count || !manifest.Replaces.All(_live.Contains);
    }

    private void Apply(Manifest manifest, byte[] bytes)
    {
        if (manifest.IsUndo)
        {
            _live.Remove(manifest.Segment);
            _live.UnionWith(_known[manifest.Segment].Replaces);
        }
        else
        {
            _known[manifest.Segment] = manifest;
            _live.ExceptWith(manifest.Replaces);
            _live.Add(manifest.Segment);
        }
        Time = manifest.Time;
        _logLength = manifest.LogLength;
        _hashes.Add(Base64Url.EncodeToString(SHA256.HashData(bytes)));
    }
}
