using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Footfall.Sealing.Keys;

/// <summary>
/// What a wrapped or sealed secret is, of which version, and whose: authenticated with it, so that a server cannot hand out one in place of another.
/// The bytes are in docs/formats/sealed.md; ids are UUIDs in the order of their text.
/// </summary>
public sealed class Binding
{
    private readonly byte[] _bytes;

    private Binding(string type, uint version, ReadOnlySpan<byte> id, Guid owner)
    {
        var name = Encoding.ASCII.GetBytes(type);
        _bytes = [(byte)name.Length, .. name, 0, 0, 0, 0, 0, 0, .. id, .. Uuid(owner)];
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(1 + name.Length), version);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(1 + name.Length + sizeof(uint)), checked((ushort)id.Length));
    }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>An account's private keys under the key that is derived from its password.</summary>
    public static Binding OfPassword(Guid account) => new("account/password", 1, [], account);

    /// <summary>The same under its recovery key.</summary>
    public static Binding OfRecovery(Guid account) => new("account/recovery", 1, [], account);

    /// <summary>The same under the secret that one of its passkeys gives.</summary>
    public static Binding OfPasskey(Guid account, ReadOnlySpan<byte> credential) => new("account/passkey", 1, credential, account);

    /// <summary>A vault's private key, sealed to a member.</summary>
    public static Binding OfVaultKey(Guid vault, uint version, Guid member) => new("vault-key", version, Uuid(vault), member);

    /// <summary>A vault's private root key, sealed to an owner or admin.</summary>
    public static Binding OfRootKey(Guid vault, Guid member) => new("root-key", 1, Uuid(vault), member);

    /// <summary>An epoch's private key, sealed to the vault.</summary>
    public static Binding OfEpochKey(Guid project, ReadOnlySpan<byte> epoch, Guid vault, uint vaultKeyVersion) =>
        new("epoch-key", vaultKeyVersion, [.. Uuid(project), .. epoch], vault);

    /// <summary>A definition, wrapped under a secret of the vault.</summary>
    /// <param name="kind">Such as <c>goal</c>; at most 255 bytes.</param>
    /// <param name="revision">The one that it becomes, from 1: else a server could show an older one as the newest.</param>
    public static Binding OfDocument(Guid project, string kind, string id, uint revision, Guid vault, uint vaultKeyVersion)
    {
        var name = Encoding.UTF8.GetBytes(kind);
        var counted = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(counted, revision);
        return new("document", vaultKeyVersion, [.. Uuid(project), .. counted, checked((byte)name.Length), .. name, .. Encoding.UTF8.GetBytes(id)], vault);
    }

    /// <summary>An item of a derived stream, wrapped under a secret of the vault.</summary>
    /// <param name="stream">Sixteen bytes as base64url.</param>
    /// <param name="sequence">Its place in the stream: else a server could show one in the place of another.</param>
    public static Binding OfStreamItem(Guid project, string stream, long sequence, Guid vault, uint vaultKeyVersion)
    {
        var counted = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(counted, checked((ulong)sequence));
        return new("stream-item", vaultKeyVersion, [.. Uuid(project), .. Base64Url.DecodeFromChars(stream), .. counted], vault);
    }

    private static byte[] Uuid(Guid value) => value.ToByteArray(bigEndian: true);
}
