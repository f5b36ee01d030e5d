using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Membership;

/// <summary>Writes the next entry of a log in the name of one account. What it writes is not appended: a server may have taken another one first.</summary>
public sealed class LogWriter(Guid account, SigningKey key, TimeProvider clock)
{
    /// <summary>The first entry: the account becomes the vault's owner.</summary>
    /// <param name="own">What others seal to for the account.</param>
    public SignedEntry Create(Guid vault, HpkeKey own, SigningKey root, HpkeKey vaultKey) => Write(new MembershipLog(vault), "create", new()
    {
        ["hpke_key"] = Base64Url.EncodeToString(own.Public),
        ["sign_key"] = Base64Url.EncodeToString(key.Public),
        ["root_key"] = Base64Url.EncodeToString(root.Public),
        ["vault_key"] = Base64Url.EncodeToString(vaultKey.Public),
    });

    /// <summary>Only with keys whose fingerprint was compared.</summary>
    public SignedEntry Add(MembershipLog log, Member member) => Write(log, "add", new()
    {
        ["account"] = Text(member.Account),
        ["role"] = LogEntry.NameOf(member.Role),
        ["hpke_key"] = Base64Url.EncodeToString(member.HpkeKey),
        ["sign_key"] = Base64Url.EncodeToString(member.SignKey),
    });

    /// <summary>A new key of the vault has to follow.</summary>
    public SignedEntry Remove(MembershipLog log, Guid member) => Write(log, "remove", new() { ["account"] = Text(member) });

    public SignedEntry Change(MembershipLog log, Guid member, Role role) => Write(log, "role", new() { ["account"] = Text(member), ["role"] = LogEntry.NameOf(role) });

    public SignedEntry Rotate(MembershipLog log, HpkeKey vaultKey) => Write(log, "rotate", new()
    {
        ["vault_key"] = Base64Url.EncodeToString(vaultKey.Public),
        ["version"] = log.VaultKeys.Count + 1L,
    });

    private SignedEntry Write(MembershipLog log, string kind, Dictionary<string, object> fields)
    {
        fields["kind"] = kind;
        fields["vault"] = Text(log.Vault);
        fields["by"] = Text(account);
        fields["sequence"] = log.Length;
        fields["previous"] = log.Head;
        // Another member's clock may run ahead; time never goes back.
        fields["time"] = Math.Max(log.Time, clock.GetUtcNow().ToUnixTimeMilliseconds());
        var bytes = CanonicalJson.Write(fields);
        return new SignedEntry(Encoding.ASCII.GetString(bytes), key.Sign(bytes));
    }

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}
