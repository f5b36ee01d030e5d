using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Membership;

/// <summary>
/// Who belongs to a vault, by its signed and chained log (docs/formats/sealed.md). Entries are appended one by one; each is checked against what
/// the ones before it say, so that a server can withhold the end of a log but can neither change nor invent any of it. Not safe for use by several threads at once.
/// </summary>
public sealed class MembershipLog(Guid vault)
{
    private readonly Dictionary<Guid, Member> _members = [];
    private readonly List<byte[]> _vaultKeys = [];
    private readonly List<string> _hashes = [];
    private readonly List<(long Sequence, Guid Account, Member? Member)> _history = [];

    public Guid Vault => vault;

    /// <summary>How many entries it has, which is the sequence number of the next.</summary>
    public long Length => _hashes.Count;

    /// <summary>Hash of the last entry, which the next one names; empty before the first.</summary>
    public string Head => _hashes.Count == 0 ? "" : _hashes[^1];

    /// <summary>Hash of the first entry, for readers to keep: another one is another vault, whatever its id. Empty before the first.</summary>
    public string Founding => _hashes.Count == 0 ? "" : _hashes[0];

    /// <summary>Time of the last entry, ms since 1970.</summary>
    public long Time { get; private set; }

    /// <summary>The key that vouches for epochs.</summary>
    public byte[] RootKey { get; private set; } = [];

    public IReadOnlyCollection<Member> Members => _members.Values;

    /// <summary>The vault's public keys; the first is version 1, and the last is the present one.</summary>
    public IReadOnlyList<byte[]> VaultKeys => _vaultKeys;

    /// <summary>True from a removal until the vault's key has been replaced.</summary>
    public bool RotationDue { get; private set; }

    /// <summary>Null for who is no member.</summary>
    public Member? Find(Guid account) => _members.GetValueOrDefault(account);

    /// <summary>What the member was when the log had <paramref name="length"/> entries; null for who was none.</summary>
    public Member? FindAt(Guid account, long length) => _history.LastOrDefault(change => change.Account == account && change.Sequence < length).Member;

    /// <summary>Takes the entry if it may stand here; the log is unchanged unless the answer is <see cref="ChainRefusal.None"/>.</summary>
    public ChainRefusal Append(SignedEntry signed)
    {
        var bytes = Encoding.UTF8.GetBytes(signed.Entry);
        if (LogEntry.Read(bytes) is not { } entry) return ChainRefusal.Malformed;
        if (entry.Vault != vault) return ChainRefusal.Elsewhere;
        if (entry.Sequence != Length) return ChainRefusal.OutOfOrder;
        if (entry.Previous != Head || entry.Time < Time) return ChainRefusal.BrokenChain;
        var signKey = entry.Kind == "create" ? entry.SignKey : Find(entry.By)?.SignKey;
        if (signKey is null || !SigningKey.Verify(signKey, bytes, signed.Signature)) return ChainRefusal.Untrusted;
        var refusal = LogRules.Judge(this, entry);
        if (refusal == ChainRefusal.None) Apply(entry, bytes);
        return refusal;
    }

    /// <summary>Reads a whole log, and holds it against the length and head that the reader saw last, if it did. Null unless the answer is none.</summary>
    /// <param name="at">The entry that was refused.</param>
    public static ChainRefusal Read(Guid vault, IEnumerable<SignedEntry> entries, (long Length, string Head)? seen, out MembershipLog? log, out long at)
    {
        var read = new MembershipLog(vault);
        var refusal = ChainRefusal.None;
        foreach (var entry in entries)
        {
            refusal = read.Append(entry);
            if (refusal != ChainRefusal.None) break;
        }
        at = read.Length;
        if (refusal == ChainRefusal.None && seen is { Length: > 0 } known && (read.Length < known.Length || read._hashes[(int)known.Length - 1] != known.Head)) refusal = ChainRefusal.RolledBack;
        if (refusal == ChainRefusal.None && read.Length == 0) refusal = ChainRefusal.Malformed;
        log = refusal == ChainRefusal.None ? read : null;
        return refusal;
    }

    private void Apply(LogEntry entry, byte[] bytes)
    {
        switch (entry.Kind)
        {
            case "create":
                RootKey = entry.RootKey;
                Change(entry, entry.By, new Member(entry.By, Role.Owner, entry.HpkeKey, entry.SignKey));
                break;
            case "add": Change(entry, entry.Account, new Member(entry.Account, entry.Role, entry.HpkeKey, entry.SignKey)); break;
            case "role": Change(entry, entry.Account, _members[entry.Account] with { Role = entry.Role }); break;
            case "remove": Change(entry, entry.Account, null); break;
        }
        if (entry.VaultKey.Length > 0) _vaultKeys.Add(entry.VaultKey);
        RotationDue = entry.Kind == "remove";
        Time = entry.Time;
        _hashes.Add(Base64Url.EncodeToString(SHA256.HashData(bytes)));
    }

    private void Change(LogEntry entry, Guid account, Member? member)
    {
        _history.Add((entry.Sequence, account, member));
        if (member is null) _members.Remove(account);
        else _members[account] = member;
    }
}
