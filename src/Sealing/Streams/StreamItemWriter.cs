using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Keys;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Streams;

/// <summary>
/// Wraps items of derived streams for a vault and signs them in the name of one member. What it writes is not chained: where a server took another one first, the
/// content is wrapped anew on the longer chain.
/// </summary>
public sealed class StreamItemWriter(Guid account, SigningKey key, TimeProvider clock)
{
    /// <summary>A server takes no longer ones.</summary>
    public const int MostContentBytes = 48 * 1024;

    private const int LeastPadded = 256;

    /// <param name="secret">The vault's private key of the version; stays the caller's, to be zeroed.</param>
    /// <param name="first">The oldest item that is to be kept.</param>
    /// <param name="content">JSON, which may be followed by blanks: its length is hidden by them.</param>
    /// <exception cref="ArgumentException">The content is too long, or no reader takes what is said of it.</exception>
    public (SignedEntry Entry, byte[] Wrapped) Write(StreamChain chain, ReadOnlySpan<byte> secret, Guid vault, int version, long first, ReadOnlySpan<byte> content)
    {
        if (content.Length > MostContentBytes) throw new ArgumentException($"An item has at most {MostContentBytes} bytes.", nameof(content));
        var padded = Pad(content);
        var wrapped = Wrapping.Wrap(secret, Binding.OfStreamItem(chain.Project, chain.Stream, chain.Length, vault, (uint)version), padded);
        CryptographicOperations.ZeroMemory(padded);
        var bytes = CanonicalJson.Write(new Dictionary<string, object>
        {
            ["kind"] = StreamEntry.Kind,
            ["project"] = chain.Project.ToString("D", CultureInfo.InvariantCulture),
            ["stream"] = chain.Stream,
            ["by"] = account.ToString("D", CultureInfo.InvariantCulture),
            ["log"] = chain.LogLength,
            ["sequence"] = chain.Length,
            ["previous"] = chain.Head,
            ["first"] = first,
            ["key"] = (long)version,
            ["hash"] = Base64Url.EncodeToString(SHA256.HashData(wrapped)),
            // Another member's clock may run ahead; time never goes back.
            ["time"] = Math.Max(chain.Time, clock.GetUtcNow().ToUnixTimeMilliseconds()),
        });
        if (StreamEntry.Read(bytes) is null) throw new ArgumentException("No reader takes this: see docs/formats/sealed.md.", nameof(first));
        return (new SignedEntry(Encoding.ASCII.GetString(bytes), key.Sign(bytes)), wrapped);
    }

    private static byte[] Pad(ReadOnlySpan<byte> content)
    {
        var padded = new byte[Padme.Padded(Math.Max(LeastPadded, content.Length))];
        content.CopyTo(padded);
        padded.AsSpan(content.Length).Fill((byte)' ');
        return padded;
    }
}
