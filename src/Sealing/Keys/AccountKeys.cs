using System.Security.Cryptography;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Keys;

/// <summary>The two key pairs of a person or an agent: one that others seal to, one that it signs with.</summary>
public sealed class AccountKeys : IDisposable
{
    private const int PairBytes = HpkeKey.PrivateBytes + HpkeKey.PublicBytes;
    private const int ContentBytes = 2 * PairBytes;

    private AccountKeys(HpkeKey sealing, SigningKey signing) => (Sealing, Signing) = (sealing, signing);

    public HpkeKey Sealing { get; }
    public SigningKey Signing { get; }

    public static AccountKeys Generate() => new(HpkeKey.Generate(), SigningKey.Generate());

    /// <summary>Of two private scalars, as a machine keeps them that no password guards.</summary>
    /// <exception cref="CryptographicException">One of them is no private key.</exception>
    public static AccountKeys FromPrivate(ReadOnlySpan<byte> sealing, ReadOnlySpan<byte> signing)
    {
        var first = HpkeKey.FromPrivate(sealing);
        try
        {
            return new AccountKeys(first, SigningKey.FromPrivate(signing));
        }
        catch (CryptographicException)
        {
            first.Dispose();
            throw;
        }
    }

    /// <summary>Both pairs under a secret of the account, for the server to keep.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> secret, Binding binding)
    {
        byte[] sealing = Sealing.ExportPrivate(), signing = Signing.ExportPrivate();
        byte[] content = [.. sealing, .. Sealing.Public, .. signing, .. Signing.Public];
        var wrapped = Wrapping.Wrap(secret, binding, content);
        foreach (var spent in (byte[][])[sealing, signing, content]) CryptographicOperations.ZeroMemory(spent);
        return wrapped;
    }

    /// <summary>Null where the secret or the binding is another. The public keys come from inside: those that a server names are not asked.</summary>
    public static AccountKeys? Unwrap(ReadOnlySpan<byte> secret, Binding binding, ReadOnlySpan<byte> wrapped)
    {
        var content = Wrapping.Unwrap(secret, binding, wrapped);
        if (content is null) return null;
        try
        {
            return content.Length == ContentBytes ? Read(content) : null;
        }
        catch (CryptographicException)
        {
            // Authentic and yet no keys: an honest sender does not make that.
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static AccountKeys? Read(ReadOnlySpan<byte> content)
    {
        var keys = new AccountKeys(HpkeKey.FromPrivate(content[..HpkeKey.PrivateBytes]), SigningKey.FromPrivate(content.Slice(PairBytes, SigningKey.PrivateBytes)));
        if (keys.Sealing.Public.SequenceEqual(content[HpkeKey.PrivateBytes..PairBytes]) && keys.Signing.Public.SequenceEqual(content[(PairBytes + SigningKey.PrivateBytes)..])) return keys;
        keys.Dispose();
        return null;
    }

    public void Dispose()
    {
        Sealing.Dispose();
        Signing.Dispose();
    }
}
