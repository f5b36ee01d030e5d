using System.Security.Cryptography;
using System.Text.Json;

namespace Footfall.Sealing.Keys;

/// <summary>Eight short words that stand for an account's public keys, for two people to compare by voice: 96 bits of their hash.</summary>
public static class Fingerprint
{
    private const int Words = 8;
    private static readonly string[] Syllables = ReadSyllables();

    /// <summary>Such as <c>bako timu rola suni dufa gopi vina lutu</c>.</summary>
    public static string Of(ReadOnlySpan<byte> sealingKey, ReadOnlySpan<byte> signingKey)
    {
        var hash = SHA256.HashData([.. "footfall/fingerprint/v1"u8, .. sealingKey, .. signingKey]);
        return string.Join(' ', Enumerable.Range(0, Words).Select(word => Syllable(hash, 2 * word) + Syllable(hash, 2 * word + 1)));
    }

    private static string Syllable(byte[] hash, int place)
    {
        var pair = (hash[place * 6 / 8] << 8) | hash[place * 6 / 8 + 1];
        return Syllables[(pair >> (10 - place * 6 % 8)) & 63];
    }

    private static string[] ReadSyllables()
    {
        using var stream = typeof(Fingerprint).Assembly.GetManifestResourceStream("syllables.json")!;
        using var table = JsonDocument.Parse(stream);
        var vowels = table.RootElement.GetProperty("vowels").GetString()!;
        return [.. table.RootElement.GetProperty("consonants").GetString()!.SelectMany(consonant => vowels.Select(vowel => $"{consonant}{vowel}"))];
    }
}
