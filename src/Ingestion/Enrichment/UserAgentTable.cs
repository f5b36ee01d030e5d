using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;

namespace Footfall.Ingestion.Enrichment;

/// <summary>The rows of the embedded <c>user-agents.json</c>, found by the first word of their phrase. Immutable.</summary>
internal sealed class UserAgentTable
{
    /// <summary>What ends a word. A phrase may hold some of these; its first word never does.</summary>
    public const string Separators = " /;()[],:\"\t";

    private static readonly SearchValues<char> s_separators = SearchValues.Create(Separators);

    private readonly FrozenDictionary<string, UserAgentRule[]>.AlternateLookup<ReadOnlySpan<char>> _rulesByWord;

    private UserAgentTable(List<UserAgentRule> rules, JsonElement root)
    {
        RuleCount = rules.Count;
        LongestWord = rules.Max(rule => FirstWord(rule.Phrase).Length);
        // Longest first: "Windows Phone" must have its say before "Windows".
        _rulesByWord = rules.GroupBy(rule => FirstWord(rule.Phrase), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(
                group => group.Key, group => group.OrderByDescending(rule => rule.Phrase.Length).ToArray(), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        Version = Mark(rules, "Version");
        WebKit = Mark(rules, "AppleWebKit");
        WebView = Mark(rules, "wv");
        Windows = root.GetProperty("windows").EnumerateObject().ToFrozenDictionary(one => one.Name, one => one.Value.GetString()!);
        Brands = root.GetProperty("brands").EnumerateArray().Select((row, rank) => ReadRow(row, rank, UserAgentRuleKind.Browser, rank, []))
            .ToFrozenDictionary(rule => rule.Phrase, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        Platforms = root.GetProperty("platforms").EnumerateArray().Select((row, rank) => ReadRow(row, rank, UserAgentRuleKind.System, rank, []))
            .ToFrozenDictionary(rule => rule.Phrase, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static UserAgentTable Default { get; } = Read();

    public int RuleCount { get; }

    public int LongestWord { get; }

    public UserAgentRule Version { get; }

    public UserAgentRule WebKit { get; }

    public UserAgentRule WebView { get; }

    /// <summary>Kernel version to marketing name.</summary>
    public FrozenDictionary<string, string> Windows { get; }

    /// <summary>Brands of Sec-CH-UA.</summary>
    public FrozenDictionary<string, UserAgentRule>.AlternateLookup<ReadOnlySpan<char>> Brands { get; }

    /// <summary>Values of Sec-CH-UA-Platform.</summary>
    public FrozenDictionary<string, UserAgentRule>.AlternateLookup<ReadOnlySpan<char>> Platforms { get; }

    /// <summary>The rows whose phrase begins with the word, longest phrase first.</summary>
    public ReadOnlySpan<UserAgentRule> Find(ReadOnlySpan<char> word) => _rulesByWord.TryGetValue(word, out var rules) ? rules : [];

    private static UserAgentTable Read()
    {
        using var stream = typeof(UserAgentTable).Assembly.GetManifestResourceStream("user-agents.json")
            ?? throw new InvalidOperationException("user-agents.json is not embedded in Footfall.Ingestion; check Ingestion.csproj.");
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        var rules = new List<UserAgentRule>();
        foreach (var mark in root.GetProperty("marks").EnumerateArray())
            rules.Add(new(UserAgentRuleKind.Mark, mark.GetString()!, rules.Count, 0, null, null, null, null));
        Add(rules, root.GetProperty("browsers"), UserAgentRuleKind.Browser);
        Add(rules, root.GetProperty("systems"), UserAgentRuleKind.System);
        Add(rules, root.GetProperty("devices"), UserAgentRuleKind.Device);
        return new UserAgentTable(rules, root);
    }

    private static void Add(List<UserAgentRule> rules, JsonElement rows, UserAgentRuleKind kind)
    {
        var rank = 0;
        // From the end, since a row may take its version from one that stands below it.
        var added = new List<UserAgentRule>();
        foreach (var row in rows.EnumerateArray().Reverse())
        {
            added.Add(ReadRow(row, rules.Count + added.Count, kind, rows.GetArrayLength() - ++rank, [.. rules, .. added]));
        }

        rules.AddRange(added);
    }

    private static UserAgentRule ReadRow(JsonElement row, int index, UserAgentRuleKind kind, int rank, IReadOnlyList<UserAgentRule> known)
    {
        var versionFrom = Text(row, "version");
        return new UserAgentRule(
            kind,
            Text(row, "phrase")!,
            index,
            rank,
            Text(row, "name"),
            Text(row, "device"),
            versionFrom is null ? null : known.First(rule => rule.Kind != UserAgentRuleKind.Device && rule.Phrase == versionFrom),
            Text(row, "fixed"));
    }

    private static UserAgentRule Mark(List<UserAgentRule> rules, string phrase) =>
        rules.First(rule => rule.Kind == UserAgentRuleKind.Mark && rule.Phrase == phrase);

    private static string? Text(JsonElement row, string property) => row.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static string FirstWord(string phrase) => phrase.AsSpan().IndexOfAny(s_separators) is > 0 and var end ? phrase[..end] : phrase;
}
