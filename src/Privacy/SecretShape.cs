using System.Buffers;
using System.Text.Json;

namespace Footfall.Privacy;

/// <summary>How the keys of one service look.</summary>
/// <param name="Prefix">How they begin.</param>
/// <param name="Fewest">Characters behind the beginning, at least.</param>
/// <param name="Most">Characters behind the beginning at most, or 0.</param>
/// <param name="Letters">What those characters are.</param>
/// <param name="HasDot">True where a point is among them.</param>
/// <param name="IsMixed">True where they are mixed as no prose is: a digit is among them, or a capital right behind a small letter.</param>
internal sealed record SecretShape(string Prefix, int Fewest, int Most, SearchValues<char> Letters, bool HasDot, bool IsMixed)
{
    /// <summary>Where no end is known: so far has to be looked to tell a key. A bound, since texts of nothing but beginnings would be read again from each.</summary>
    private const int Reach = 1024;

    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";

    public static SecretShape Of(JsonElement json)
    {
        var letters = json.TryGetProperty("letters", out var more) ? more.GetString() : "";
        var upper = json.TryGetProperty("upper", out var only) && only.GetBoolean();
        return new SecretShape(
            json.GetProperty("prefix").GetString()!,
            json.GetProperty("fewest").GetInt32(),
            json.TryGetProperty("most", out var most) ? most.GetInt32() : 0,
            SearchValues.Create(upper ? Upper : $"{Upper}{Lower}{letters}"),
            json.TryGetProperty("contains", out _),
            json.TryGetProperty("mixed", out var mixed) && mixed.GetBoolean());
    }

    /// <summary>The length of the key that begins the text, or 0.</summary>
    public int LengthAt(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return 0;
        var rest = text[Prefix.Length..];
        var reach = Math.Min(rest.Length, Most > 0 ? Most + 1 : Reach);
        var run = RunOf(rest[..reach]);
        if (run < Fewest || (Most > 0 && run > Most) || (HasDot && !rest[..run].Contains('.')) || (IsMixed && !Mixes(rest[..run]))) return 0;
        // Of a run this long nothing can be told by what follows, and asking would read it again from each beginning within it.
        if (run == reach && Most == 0) run = RunOf(rest);
        else if (run < rest.Length && char.IsLetterOrDigit(rest[run])) return 0;
        // Points at the end are the sentence's.
        run = rest[..run].TrimEnd('.').Length;
        return run < Fewest ? 0 : Prefix.Length + run;
    }

    private static bool Mixes(ReadOnlySpan<char> run)
    {
        for (var at = 0; at < run.Length; at++)
        {
            if (char.IsAsciiDigit(run[at]) || (at > 0 && char.IsAsciiLetterUpper(run[at]) && char.IsAsciiLetterLower(run[at - 1]))) return true;
        }

        return false;
    }

    private int RunOf(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExcept(Letters);
        return other < 0 ? text.Length : other;
    }
}
