using System.Security.Cryptography;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Keys;

/// <summary>
/// Private keys in sealed boxes: a vault's for its members, an epoch's for its vault. What is opened is held against the public key that its
/// reader knows from a signed source, because a server can seal a key of its own.
/// </summary>
public static class SealedKey
{
    public static byte[] Seal(HpkeKey recipient, Binding binding, HpkeKey key) => SealAndForget(recipient, binding, key.ExportPrivate());

    public static byte[] Seal(HpkeKey recipient, Binding binding, SigningKey key) => SealAndForget(recipient, binding, key.ExportPrivate());

    /// <summary>Null where the box does not open, or has another key than the expected one.</summary>
    public static HpkeKey? Open(HpkeKey key, Binding binding, ReadOnlySpan<byte> box, ReadOnlySpan<byte> publicKey)
    {
        var opened = Opened(key, binding, box, HpkeKey.FromPrivate);
        if (opened is not null && opened.Public.SequenceEqual(publicKey)) return opened;
        opened?.Dispose();
        return null;
    }

    /// <inheritdoc cref="Open"/>
    public static SigningKey? OpenSigning(HpkeKey key, Binding binding, ReadOnlySpan<byte> box, ReadOnlySpan<byte> publicKey)
    {
        var opened = Opened(key, binding, box, SigningKey.FromPrivate);
        if (opened is not null && opened.Public.SequenceEqual(publicKey)) return opened;
        opened?.Dispose();
        return null;
    }

    private static byte[] SealAndForget(HpkeKey recipient, Binding binding, byte[] scalar)
    {
        var box = SealedBox.Seal(recipient, binding, scalar);
        CryptographicOperations.ZeroMemory(scalar);
        return box;
    }

    private static T? Opened<T>(HpkeKey key, Binding binding, ReadOnlySpan<byte> box, Func<ReadOnlySpan<byte>, T> read)
        where T : class
    {
        var scalar = SealedBox.Open(key, binding, box);
        if (scalar is null) return null;
        try
        {
            return read(scalar);
        }
        catch (CryptographicException)
        {
            // Authentic and yet no key: an honest sender does not make that.
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }
}
