using System.Buffers.Text;
using System.Security.Cryptography;
using Footfall.Sealing;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Epochs;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Signatures;

namespace Footfall.Client.Routes;

/// <summary>What seals to a key that somebody vouches for.</summary>
/// <param name="Until">Then the key is to be asked for again.</param>
internal sealed record Vouched(EnvelopeSealer Sealer, DateTimeOffset Until)
{
    /// <summary>A key that was replaced early opens no more after a day, so that it is asked for twice as often.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Null where the key that the pin names does not vouch for the one in the answer, so that asking again would change nothing.</summary>
    public static Vouched? Of(SealedAnswer? answer, string pin, DateTimeOffset now)
    {
        if (Bytes(answer?.Statement) is not { } signed || Bytes(answer?.Signature) is not { } signature || Bytes(answer?.RootKey) is not { } rootKey) return null;
        if (!string.Equals(Pin.Of(rootKey), pin, StringComparison.Ordinal)) return null;
        if (EpochStatement.Read(signed, out var statement) != Refusal.None || statement!.Verify(signature, rootKey, statement.Project, now) != Refusal.None) return null;
        try
        {
            using var key = HpkeKey.FromPublic(statement.PublicKey);
            var until = now + Longest;
            return new Vouched(new EnvelopeSealer(key, statement.Project, statement.Epoch), statement.NotAfter < until ? statement.NotAfter : until);
        }
        catch (CryptographicException)
        {
            return null; // Signed, and no point of the curve all the same.
        }
    }

    private static byte[]? Bytes(string? text) => text is { Length: > 0 and < 1024 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
