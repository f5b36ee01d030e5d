using System.Buffers;

namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// One pass over a user agent: each word is looked up once, and the rows that match leave their version behind. Linear in the length,
/// since a word has a bounded number of rows and a row a bounded phrase.
/// </summary>
internal ref struct UserAgentScan
{
    private static readonly SearchValues<char> s_separators = SearchValues.Create(UserAgentTable.Separators);

    private readonly ReadOnlySpan<char> _text;
    private readonly UserAgentTable _table;

    /// <summary>By rule index: 0 = not seen, otherwise the version's start + 1 and its length (0 = none) as <c>start &lt;&lt; 8 | length</c>.</summary>
    private readonly Span<int> _seen;

    private UserAgentScan(ReadOnlySpan<char> text, UserAgentTable table, Span<int> seen)
    {
        _text = text;
        _table = table;
        _seen = seen;
    }

    public UserAgentRule? Browser { get; private set; }

    public UserAgentRule? System { get; private set; }

    public bool HasTv { get; private set; }

    public bool HasTablet { get; private set; }

    public bool HasMobile { get; private set; }

    /// <summary>The first word that calls itself a bot, spider or crawler; empty if none does.</summary>
    public ReadOnlySpan<char> BotName { get; private set; }

    /// <param name="seen">At least <see cref="UserAgentTable.RuleCount"/> zeros.</param>
    public static UserAgentScan Run(ReadOnlySpan<char> text, UserAgentTable table, Span<int> seen)
    {
        var scan = new UserAgentScan(text, table, seen);
        var at = 0;
        while (at < text.Length)
        {
            var length = text[at..].IndexOfAny(s_separators);
            if (length < 0) length = text.Length - at;
            if (length > 0) scan.Word(at, length);
            at += length + 1;
        }

        return scan;
    }

    public readonly bool Saw(UserAgentRule rule) => _seen[rule.Index] != 0;

    /// <summary>The version that stood behind the rule's phrase; empty if none did.</summary>
    public readonly ReadOnlySpan<char> VersionOf(UserAgentRule rule)
    {
        if (rule.VersionFrom is { } other && VersionAt(other.Index) is { IsEmpty: false } better) return better;
        return VersionAt(rule.Index);
    }

    private readonly ReadOnlySpan<char> VersionAt(int index) =>
        _seen[index] is var packed and not 0 ? _text.Slice((packed >> 8) - 1, packed & 0xff) : [];

    private void Word(int start, int length)
    {
        var word = _text.Slice(start, length);
        if (BotName.IsEmpty && BotWords.CallsItselfBot(word)) BotName = word;
        // A digit at the end may be a model's or a version's: "BlackBerry9700", "SmartTV2013".
        if (length > _table.LongestWord + 6) return;
        var rules = _table.Find(word);
        if (rules.IsEmpty) rules = _table.Find(word.TrimEnd("0123456789"));
        var matched = 0;
        foreach (var rule in rules)
        {
            // A longer phrase silences the shorter ones of its kind, which it contains.
            var bit = 1 << (int)rule.Kind;
            if ((matched & bit) != 0 || !StandsAt(start, rule.Phrase)) continue;
            matched |= bit;
            Note(rule, start + rule.Phrase.Length);
        }
    }

    private readonly bool StandsAt(int start, string phrase)
    {
        var rest = _text[start..];
        return rest.StartsWith(phrase, StringComparison.OrdinalIgnoreCase)
            && (rest.Length == phrase.Length || !char.IsAsciiLetter(rest[phrase.Length]));
    }

    private void Note(UserAgentRule rule, int end)
    {
        if ((_seen[rule.Index] & 0xff) == 0) _seen[rule.Index] = Version(end);
        switch (rule.Kind)
        {
            case UserAgentRuleKind.Browser when Browser is null || rule.Rank < Browser.Rank:
                Browser = rule;
                break;
            case UserAgentRuleKind.System when System is null || rule.Rank < System.Rank:
                System = rule;
                break;
            case UserAgentRuleKind.Device:
                HasTv |= rule.Device == "TV";
                HasTablet |= rule.Device == "Tablet";
                HasMobile |= rule.Device == "Mobile";
                break;
        }
    }

    /// <summary>Finds digits, dots and underscores behind at most two separators; longer than 24 characters is no version.</summary>
    private readonly int Version(int at)
    {
        var start = at;
        while (start < _text.Length && start - at < 2 && _text[start] is '/' or ' ' or ':' or '-' or '_') start++;
        var end = start;
        while (end < _text.Length && end - start < 25 && (char.IsAsciiDigit(_text[end]) || _text[end] is '.' or '_')) end++;
        var length = end - start;
        if (length > 24 || length == 0 || !char.IsAsciiDigit(_text[start])) length = 0;
        return ((Math.Min(start, _text.Length) + 1) << 8) | length;
    }
}
