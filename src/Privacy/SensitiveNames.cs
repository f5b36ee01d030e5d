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

    /// <summary>Query parameters whose values are hidden although their names are no secret's: addresses, one-time codes, sessions, and click ids, which point at a person.</summary>
    private static readonly FrozenSet<string> ListedParameters = Set("parameters");

    /// <summary>True where the value of a field, prop or parameter of this name is hidden whole.</summary>
    public static bool IsSecret(string name)
    {
        if (name.Length > LongestRemembered) return Judge(name);
        if (Answers.TryGetValue(name, out var known)) return known;
        var answer = Judge(name);
        if (Answers.Count < Remembered) Answers.TryAdd(name, answer);
        return answer;
    }

    internal static bool IsListed(string parameter) => ListedParameters.Contains(parameter);

    private static bool Judge(string name)
    {
        var words = Split(name);
        if (words.Count == 0 || Harmless.Contains(words[^1])) return false;
        if (words.Exists(Words.Contains) || LastWords.Contains(words[^1])) return true;
        if (words.Count > 1 && Pairs.Contains($"{words[^2]} {words[^1]}")) return true;
        var joined = string.Concat(words);
        return Array.Exists(Joined, part => joined.Contains(part, StringComparison.Ordinal));
    }

    private static List<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var inWord = i < name.Length && char.IsLetterOrDigit(name[i]);
            var hump = inWord && i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if (inWord && !hump) continue;
            if (i > start) words.Add(name[start..i].ToLowerInvariant());
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
        return JsonSerializer.Deserialize<JsonElement>(stream);
    }
}
