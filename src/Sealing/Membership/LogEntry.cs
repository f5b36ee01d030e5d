using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Membership;

/// <summary>An entry whose shape is right: canonical, exactly the fields of its kind, ids and keys that are some. Nothing says yet that it may stand.</summary>
internal sealed record LogEntry(string Kind, Guid Vault, long Sequence, string Previous, long Time, Guid By)
{
    private static readonly string[] Always = ["by", "kind", "previous", "sequence", "time", "vault"];

    /// <summary>What each kind has besides.</summary>
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["create"] = ["hpke_key", "root_key", "sign_key", "vault_key"],
        ["add"] = ["account", "hpke_key", "role", "sign_key"],
        ["remove"] = ["account"],
        ["role"] = ["account", "role"],
        ["rotate"] = ["vault_key", "version"],
    };

    public Guid Account { get; private init; }
    public Role Role { get; private init; }
    public long Version { get; private init; }
    public byte[] HpkeKey { get; private init; } = [];
    public byte[] SignKey { get; private init; } = [];
    public byte[] VaultKey { get; private init; } = [];
    public byte[] RootKey { get; private init; } = [];

    /// <summary>Null where the shape is wrong.</summary>
    public static LogEntry? Read(ReadOnlySpan<byte> bytes)
    {
        if (CanonicalJson.Read(bytes) is not { } fields) return null;
        if (fields.GetValueOrDefault("kind") is not string kind || !Kinds.TryGetValue(kind, out var own) || !fields.Keys.ToHashSet().SetEquals(Always.Concat(own))) return null;
        try
        {
            return new LogEntry(kind, Id(fields["vault"]), (long)fields["sequence"], (string)fields["previous"], (long)fields["time"], Id(fields["by"]))
            {
                Account = fields.TryGetValue("account", out var account) ? Id(account) : default,
                Role = fields.TryGetValue("role", out var role) ? RoleOf(role) : default,
                Version = fields.TryGetValue("version", out var version) ? (long)version : default,
                HpkeKey = Key(fields, "hpke_key"),
                SignKey = Key(fields, "sign_key"),
                VaultKey = Key(fields, "vault_key"),
                RootKey = Key(fields, "root_key"),
            };
        }
        catch (Exception error) when (error is InvalidCastException or FormatException or CryptographicException)
        {
            return null;
        }
    }

    public static string NameOf(Role role) => role.ToString().ToLowerInvariant();

    private static Guid Id(object value) =>
        value is string text && Guid.TryParseExact(text, "D", out var id) && id.ToString("D", CultureInfo.InvariantCulture) == text ? id : throw new FormatException();

    private static Role RoleOf(object value) => Enum.GetValues<Role>().FirstOrDefault(role => value is string text && NameOf(role) == text) is var role and not 0 ? role : throw new FormatException();

    private static byte[] Key(Dictionary<string, object> fields, string name)
    {
        if (!fields.TryGetValue(name, out var value)) return [];
        var text = (string)value;
        var point = Base64Url.DecodeFromChars(text);
        if (Base64Url.EncodeToString(point) != text) throw new FormatException();
        using var key = Hpke.HpkeKey.FromPublic(point);
        return point;
    }
}
