using System.Security.Cryptography;

namespace Footfall.Privacy;

/// <summary>
/// 32 random bytes of one UTC day. The bytes never leave this type but as a hash, and stand in memory that the garbage collector does not
/// copy, so that forgetting them leaves none behind.
/// </summary>
public sealed class Salt
{
    internal const int Length = 32;

    private readonly byte[] secret;

    internal Salt(DateOnly day, ReadOnlySpan<byte> bytes, long bornAt)
    {
        Day = day;
        BornAt = bornAt;
        secret = GC.AllocateUninitializedArray<byte>(Length, pinned: true);
        bytes.CopyTo(secret);
    }

    /// <summary>The UTC day that the salt was made for.</summary>
    public DateOnly Day { get; }

    /// <summary>The monotonic timestamp at which this process made or read it: wall clocks step, this one does not.</summary>
    internal long BornAt { get; }

    internal void Hash(ReadOnlySpan<byte> message, Span<byte> hash) => HMACSHA256.HashData(secret, message, hash);

    /// <summary>For the writer of the salt's file only.</summary>
    internal ReadOnlySpan<byte> Bytes => secret;

    /// <summary>Only when no thread can still hash with it: an all-zero key would make ids that anybody can compute.</summary>
    internal void Erase() => CryptographicOperations.ZeroMemory(secret);

    public override string ToString() => $"(salt of {Day:O})";
}
