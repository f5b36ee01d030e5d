using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;

namespace Footfall.Privacy;

/// <summary>
/// Tells from a name whether its value is a secret. Names are read as words (<c>accessToken</c>, <c>access-token</c> and <c>access_token</c> are the same), so that
/// <c>tokens_used</c> and <c>password_strength</c> keep their values. Answers are remembered, within bounds.
/// </summary>
public static class SensitiveNames
{
    private const int Remembered = 4096;
    private const int LongestRemembered = 64;

    private static readonly ConcurrentDictionary<string, bool> Answers = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> AnswersBySpan = Answers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many answers there are: the dictionary would stop everybody to count them.</summary>
    private static int remembered;

    /// <summary>The lists, which the reader of sealed projects in the browser reads too.</summary>
    private static readonly JsonElement Rules = ReadRules();

    /// <summary>A value named with one of these anywhere is a secret.</summary>
    private static readonly FrozenSet<string> Words = Set("words");

    /// <summary>These only as the last word: <c>token</c>, but not <c>token_count</c>.</summary>
    private static readonly FrozenSet<string> LastWords = Set("lastWords");

    /// <summary>Two words that are a secret together, at the end.</summary>
    private static readonly FrozenSet<string> Pairs = Set("pairs");

    /// <summary>Secrets also where their words are written as one.</summary>
    private static readonly string[] Joined = [.. List("joined")];

    /// <summary>A name that ends so tells about a secret, not the secret.</summary>
    private static readonly FrozenSet<string> Harmless = Set("harmless");

    /// <summary>Last words that tell where in a field the value stands, not what it is.</summary>
    private static readonly FrozenSet<string> Places = Set("places");

    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>Query parameters whose values are hidden although their names are no secret's: addresses, one-time codes, sessions, and click ids, which point at a person.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ListedParameters = Set("parameters").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True where the value of a field, prop or parameter of this name is hidden whole.</summary>
    public static bool IsSecret(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestRemembered) return Judge(name);
        if (AnswersBySpan.TryGetValue(name, out var known)) return known;
        var answer = Judge(name);
        // Names that strangers made up must not push out for good those that sites use.
        if (Interlocked.Increment(ref remembered) > Remembered)
        {
            Answers.Clear();
            Interlocked.Exchange(ref remembered, 1);
        }

        AnswersBySpan.TryAdd(name, answer);
        return answer;
    }

    internal static bool IsListed(ReadOnlySpan<char> parameter) => ListedParameters.Contains(parameter);

    private static bool Judge(ReadOnlySpan<char> name)
    {
        var words = Split(name);
        DropPlaces(words);
        if (words.Count == 0 || Harmless.Contains(words[^1])) return false;
        if (words.Exists(Words.Contains) || LastWords.Contains(words[^1])) return true;
        if (words.Count > 1 && Pairs.Contains($"{words[^2]} {words[^1]}")) return true;
        var joined = string.Concat(words);
        return Array.Exists(Joined, part => joined.Contains(part, StringComparison.Ordinal));
    }

    /// <summary><c>token[0]</c>, <c>token.value</c> and <c>token2</c> are tokens.</summary>
    private static void DropPlaces(List<string> words)
    {
        while (words.Count > 1 && (Places.Contains(words[^1]) || !words[^1].AsSpan().ContainsAnyExceptInRange('0', '9'))) words.RemoveAt(words.Count - 1);
        if (words.Count > 0 && words[^1].TrimEnd(Digits) is { Length: > 0 } word) words[^1] = word;
    }

    private static List<string> Split(ReadOnlySpan<char> name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var inWord = i < name.Length && char.IsLetterOrDigit(name[i]);
            var hump = inWord && i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if (inWord && !hump) continue;
            if (i > start) words.Add(name[start..i].ToString().ToLowerInvariant());
            start = hump ? i : i + 1;
        }

        return words;
    }

    private static FrozenSet<string> Set(string list) => List(list).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> List(string list) => Rules.GetProperty(list).EnumerateArray().Select(name => name.GetString()!);

    private static JsonElement ReadRules()
    {
        using var stream = typeof(SensitiveNames).Assembly.GetManifestResourceStream("sensitive-names.json")
            ?? throw new InvalidOperationException("sensitive-names.json is not embedded in Footfall.Privacy; check Privacy.csproj.");
        return JsonDocument.Parse(stream).RootElement;
    }
}
