using Footfall.Sealing.Hpke;

namespace Footfall.Sealing.Keys;

/// <summary>
/// Hands a secret to the holder of a public key, in an HPKE context of its own. Anybody could have made it: whoever opens a private key compares it
/// with the public one that a signed statement or log names.
/// </summary>
public static class SealedBox
{
    private const int HeadBytes = 2;

    private static ReadOnlySpan<byte> Head => [1, 2];

    public static byte[] Seal(HpkeKey recipient, Binding binding, ReadOnlySpan<byte> content)
    {
        using var sender = new HpkeSender(recipient, Info(binding));
        return [.. Head, .. sender.Enc, .. sender.Seal(Aad(binding), content)];
    }

    /// <summary>Null where the bytes were not sealed to this key for this binding; nothing tells why.</summary>
    public static byte[]? Open(HpkeKey key, Binding binding, ReadOnlySpan<byte> box)
    {
        if (box.Length < HeadBytes + HpkeKey.PublicBytes || !box.StartsWith(Head)) return null;
        using var recipient = HpkeRecipient.Begin(key, box.Slice(HeadBytes, HpkeKey.PublicBytes), Info(binding));
        return recipient?.Open(0, Aad(binding), box[(HeadBytes + HpkeKey.PublicBytes)..]);
    }

    private static byte[] Info(Binding binding) => [.. "footfall/box/v1"u8, .. binding.Bytes];

    private static byte[] Aad(Binding binding) => [.. Head, .. binding.Bytes];
}
