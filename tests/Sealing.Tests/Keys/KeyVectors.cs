using System.Text.Json;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Keys;

namespace Footfall.Sealing.Tests.Keys;

/// <summary>schema/vectors/keys.json, which the TypeScript twin reads as well.</summary>
internal sealed class KeyVectors
{
    public JsonElement Root { get; } = Vectors.Read("keys.json");
    public Guid Account => Root.GetProperty("account").GetGuid();
    public Guid Vault => Root.GetProperty("vault").GetGuid();
    public Guid Project => Root.GetProperty("project").GetGuid();
    public uint VaultKeyVersion => Root.GetProperty("vaultKeyVersion").GetUInt32();

    public Dictionary<string, Binding> Bindings => new()
    {
        ["password"] = Binding.OfPassword(Account),
        ["recovery"] = Binding.OfRecovery(Account),
        ["passkey"] = Binding.OfPasskey(Account, Root.Hex("credential")),
        ["vaultKey"] = Binding.OfVaultKey(Vault, VaultKeyVersion, Account),
        ["rootKey"] = Binding.OfRootKey(Vault, Account),
        ["epochKey"] = Binding.OfEpochKey(Project, Root.Hex("epoch"), Vault, VaultKeyVersion),
        ["document"] = Binding.OfDocument(Project, Text("documentKind"), Text("documentId"), Root.GetProperty("documentRevision").GetUInt32(), Vault, VaultKeyVersion),
    };

    public string Text(string name) => Root.GetProperty(name).GetString()!;

    public byte[] Public(string pair) => Root.GetProperty(pair).Hex("public");

    public HpkeKey Key(string pair) => HpkeKey.FromPrivate(Root.GetProperty(pair).Hex("private"));

    public byte[] Written(string writer, string what) =>
        Root.GetProperty("written").EnumerateArray().Single(item => item.GetProperty("writer").GetString() == writer).Hex(what);
}
