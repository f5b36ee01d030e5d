namespace Footfall.Sealing.Hpke;

/// <summary>
/// Seals messages to one public key: a single key agreement, then a sequence number a message. Never stored and never resumed, because a number
/// used twice would give the key away. Not safe for use by several threads at once.
/// </summary>
public sealed class HpkeSender : IDisposable
{
    private readonly HpkeContext _context;
    private readonly byte[] _enc;
    private ulong _next;

    public HpkeSender(HpkeKey recipient, ReadOnlySpan<byte> info)
    {
        using var ephemeral = HpkeKey.Generate();
        (_enc, _context) = Begin(ephemeral, recipient, info);
    }

    /// <summary>For published vectors, which name the ephemeral key.</summary>
    internal HpkeSender(HpkeKey ephemeral, HpkeKey recipient, ReadOnlySpan<byte> info) => (_enc, _context) = Begin(ephemeral, recipient, info);

    /// <summary>The encapsulated key, 65 bytes.</summary>
    public ReadOnlySpan<byte> Enc => _enc;

    /// <summary>The number that the next message takes.</summary>
    public uint Sequence => _next <= uint.MaxValue ? (uint)_next : throw new InvalidOperationException("This context has no sequence number left; begin another.");

    public byte[] Seal(ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext)
    {
        var output = _context.Seal(Sequence, aad, plaintext);
        _next++;
        return output;
    }

    private static (byte[] Enc, HpkeContext Context) Begin(HpkeKey ephemeral, HpkeKey recipient, ReadOnlySpan<byte> info) =>
        (ephemeral.Public.ToArray(), new HpkeContext(ephemeral.Agree(recipient), ephemeral.Public, recipient.Public, info));

    public void Dispose() => _context.Dispose();
}
