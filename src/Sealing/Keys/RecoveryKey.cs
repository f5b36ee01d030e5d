using System.Security.Cryptography;
using System.Text;

namespace Footfall.Sealing.Keys;

/// <summary>
/// 160 random bits that a person keeps on paper, so that a lost password does not cost the data. Two keys come of it: one that the server
/// compares (it keeps a hash), and one that it never sees.
/// </summary>
public sealed class RecoveryKey : IDisposable
{
    private const int Bytes = 20;
    private const int CheckBits = 20;
    private const int Letters = (8 * Bytes + CheckBits) / 5;

    /// <summary>Douglas Crockford's base 32: what looks like a one or a zero is one.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly byte[] _bytes;

    internal RecoveryKey(byte[] bytes) => _bytes = bytes;

    public static RecoveryKey Generate() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>For paper: nine groups of four letters, the last four of which tell slips of the pen.</summary>
    public string Text()
    {
        var all = WithCheck(_bytes);
        var text = new StringBuilder();
        for (var i = 0; i < Letters; i++)
        {
            if (i > 0 && i % 4 == 0) text.Append('-');
            text.Append(Alphabet[FiveBits(all, i)]);
        }
        CryptographicOperations.ZeroMemory(all);
        return text.ToString();
    }

    /// <summary>Reads what somebody typed: case, spaces and hyphens do not matter, and O is 0, I and L are 1. Null where it is no recovery key.</summary>
    public static RecoveryKey? Read(string text)
    {
        var all = new byte[Bytes + 3];
        var letters = 0;
        foreach (var sign in text.ToUpperInvariant())
        {
            if (char.IsWhiteSpace(sign) || sign == '-') continue;
            var value = Alphabet.IndexOf(sign switch { 'O' => '0', 'I' or 'L' => '1', _ => sign }, StringComparison.Ordinal);
            if (value < 0 || letters == Letters) return null;
            var shifted = value << (11 - letters * 5 % 8);
            all[letters * 5 / 8] |= (byte)(shifted >> 8);
            if (letters * 5 / 8 + 1 < all.Length) all[letters * 5 / 8 + 1] |= (byte)shifted;
            letters++;
        }
        var key = all[..Bytes];
        var right = letters == Letters && CryptographicOperations.FixedTimeEquals(all, WithCheck(key));
        CryptographicOperations.ZeroMemory(all);
        return right ? new RecoveryKey(key) : null;
    }

    /// <summary>What the server gets in place of a password; 32 bytes.</summary>
    public byte[] LoginKey() => Derive("footfall/recovery/login/v1"u8);

    /// <summary>What the account's keys are wrapped under; 32 bytes, never sent.</summary>
    public byte[] Secret() => Derive("footfall/recovery/wrapping/v1"u8);

    private byte[] Derive(ReadOnlySpan<byte> info)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, key, [], info);
        return key;
    }

    /// <summary>The key, then the first 20 bits of its hash, then four zero bits.</summary>
    private static byte[] WithCheck(ReadOnlySpan<byte> key)
    {
        var hash = SHA256.HashData([.. "footfall/recovery/v1"u8, .. key]);
        return [.. key, hash[0], hash[1], (byte)(hash[2] & 0xf0)];
    }

    private static int FiveBits(byte[] all, int place)
    {
        var at = place * 5 / 8;
        var pair = (all[at] << 8) | (at + 1 < all.Length ? all[at + 1] : 0);
        return (pair >> (11 - place * 5 % 8)) & 31;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
