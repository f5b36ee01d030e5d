using System.Buffers.Text;
using System.Security.Cryptography;
using Footfall.Sealing.Keys;

namespace Footfall.Sealing.Streams;

/// <summary>Opens items whose entries a <see cref="StreamChain"/> has taken.</summary>
public static class StreamItemReader
{
    /// <summary>The content, JSON and blanks, is empty unless the answer is <see cref="Refusal.None"/>.</summary>
    /// <param name="secret">The vault's private key of the entry's version; stays the caller's, to be zeroed.</param>
    public static Refusal Open(ReadOnlySpan<byte> secret, Guid vault, StreamEntry entry, ReadOnlySpan<byte> wrapped, out byte[] content)
    {
        content = [];
        // The hash was signed, so that nobody who knows the vault's key can put other bytes under somebody's entry.
        if (Base64Url.EncodeToString(SHA256.HashData(wrapped)) != entry.Hash) return Refusal.Elsewhere;
        var binding = Binding.OfStreamItem(entry.Project, entry.Stream, entry.Sequence, vault, (uint)entry.KeyVersion);
        if (Wrapping.Unwrap(secret, binding, wrapped) is not { } opened) return Refusal.Unopenable;
        content = opened;
        return Refusal.None;
    }
}
