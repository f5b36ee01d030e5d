using System.Security.Cryptography;

namespace Footfall.Sealing.Hpke;

/// <summary>Opens what one <see cref="HpkeSender"/> sealed, in any order. Not safe for use by several threads at once.</summary>
public sealed class HpkeRecipient : IDisposable
{
    private readonly HpkeContext _context;

    private HpkeRecipient(HpkeContext context) => _context = context;

    /// <summary>Null where <paramref name="enc"/> is not a point on the curve.</summary>
    public static HpkeRecipient? Begin(HpkeKey key, ReadOnlySpan<byte> enc, ReadOnlySpan<byte> info)
    {
        try
        {
            using var sender = HpkeKey.FromPublic(enc);
            return new HpkeRecipient(new HpkeContext(key.Agree(sender), enc, key.Public, info));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Null where the message is not authentic; nothing tells why.</summary>
    public byte[]? Open(uint sequence, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext) => _context.Open(sequence, aad, ciphertext);

    public void Dispose() => _context.Dispose();
}
