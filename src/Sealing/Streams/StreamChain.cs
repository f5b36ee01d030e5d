using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Streams;

/// <summary>
/// The items of one derived stream, by their signed and chained entries: a server can neither drop, replay, reorder nor invent one. What is old may be missing at
/// the beginning, as far as the newest entry lets go of it. Not safe for use by several threads at once.
/// </summary>
/// <param name="stream">Sixteen bytes as base64url.</param>
/// <param name="members">Of the vault, as it is now.</param>
public sealed class StreamChain(Guid project, string stream, MembershipLog members)
{
    private readonly List<StreamEntry> _items = [];
    private readonly List<string> _hashes = [];
    private long _logLength;
    private long _keyVersion;

    public Guid Project => project;
    public string Stream => stream;

    /// <summary>The next item's sequence number.</summary>
    public long Length { get; private set; }

    /// <summary>Hash of the last entry, which the next one names; empty before the first.</summary>
    public string Head { get; private set; } = "";

    /// <summary>Time of the last entry, ms since 1970.</summary>
    public long Time { get; private set; }

    /// <summary>The oldest item that the last entry wants kept.</summary>
    public long First { get; private set; }

    /// <summary>Those that were shown and are to be kept, the oldest first.</summary>
    public IEnumerable<StreamEntry> Items => _items.Where(item => item.Sequence >= First);

    /// <summary>Membership entries that the next item's signer has to know.</summary>
    internal long LogLength => members.Length;

    /// <summary>Takes the entry if it may stand here; the chain is unchanged unless the answer is <see cref="ChainRefusal.None"/>.</summary>
    public ChainRefusal Append(SignedEntry signed)
    {
        var bytes = Encoding.UTF8.GetBytes(signed.Entry);
        if (StreamEntry.Read(bytes) is not { } entry) return ChainRefusal.Malformed;
        if (entry.Project != project || entry.Stream != stream) return ChainRefusal.Elsewhere;
        if (entry.Sequence != Length) return ChainRefusal.OutOfOrder;
        return entry.Previous == Head ? Take(entry, bytes, signed) : ChainRefusal.BrokenChain;
    }

    /// <summary>
    /// Reads what is shown of a stream, and holds it against the length and head that the reader saw last, if it did. Null unless the answer is none.
    /// </summary>
    /// <param name="at">The entry that was refused, or the length where the whole was.</param>
    public static ChainRefusal Read(Guid project, string stream, MembershipLog members, IEnumerable<SignedEntry> entries, (long Length, string Head)? seen, out StreamChain? chain, out long at)
    {
        var read = new StreamChain(project, stream, members);
        var refusal = ChainRefusal.None;
        foreach (var entry in entries)
        {
            if (read.Length == 0) read.BeginAt(entry);
            refusal = read.Append(entry);
            if (refusal != ChainRefusal.None) break;
        }
        at = read.Length;
        if (refusal == ChainRefusal.None && (!read.IsWhole || !read.Continues(seen))) refusal = ChainRefusal.RolledBack;
        chain = refusal == ChainRefusal.None ? read : null;
        return refusal;
    }

    /// <summary>The chain behind its last entry, for who kept the others from being taken in the first place. Null where that may not stand.</summary>
    public static StreamChain? Behind(Guid project, string stream, MembershipLog members, SignedEntry last)
    {
        var chain = new StreamChain(project, stream, members);
        chain.BeginAt(last);
        return chain.Append(last) == ChainRefusal.None ? chain : null;
    }

    /// <summary>Nothing is missing that the last entry, which is signed, wants kept.</summary>
    private bool IsWhole => _items.Count == 0 || _items[0].Sequence <= First;

    /// <summary>What comes before the first that is shown is its signer's word; <see cref="IsWhole"/> says whether it may be gone.</summary>
    private void BeginAt(SignedEntry signed)
    {
        if (StreamEntry.Read(Encoding.UTF8.GetBytes(signed.Entry)) is { } entry) (Length, Head) = (entry.Sequence, entry.Previous);
    }

    /// <summary>Where the last that was seen has been let go of since, its successors' signatures vouch for it.</summary>
    private bool Continues((long Length, string Head)? seen)
    {
        if (seen is not { Length: > 0 } known) return true;
        if (Length < known.Length) return false;
        var place = known.Length - 1 - _items[0].Sequence;
        return place < -1 || (place == -1 ? _items[0].Previous : _hashes[(int)place]) == known.Head;
    }

    private ChainRefusal Take(StreamEntry entry, byte[] bytes, SignedEntry signed)
    {
        // The log only grows: who was removed cannot sign under an older one, nor wrap under an older key, once a later item has been chained.
        if (entry.Time < Time || entry.First < First || entry.KeyVersion < _keyVersion || entry.LogLength < _logLength || entry.LogLength > members.Length) return ChainRefusal.BrokenChain;
        if (members.FindAt(entry.By, entry.LogLength) is not { } signer || !SigningKey.Verify(signer.SignKey, bytes, signed.Signature)) return ChainRefusal.Untrusted;
        if (signer.Role < Role.Member) return ChainRefusal.Forbidden;
        if (entry.KeyVersion > members.VaultKeys.Count) return ChainRefusal.Contradiction;
        _items.Add(entry);
        Head = Base64Url.EncodeToString(SHA256.HashData(bytes));
        _hashes.Add(Head);
        (Length, Time, First, _logLength, _keyVersion) = (entry.Sequence + 1, entry.Time, entry.First, entry.LogLength, entry.KeyVersion);
        return ChainRefusal.None;
    }
}
