namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// Writes a simple regular expression out as the texts that it stands for: <c>[wW]get</c> is two, <c>(a|b)c</c> is two, a gap
/// (<c>[\s\S]*</c>) is <see cref="Gap"/> within a text. Whatever needs more than that is no matter for texts.
/// </summary>
internal ref struct CrawlerPattern
{
    /// <summary>Stands where anything may stand.</summary>
    public const char Gap = '\uFFFF';

    private const string AnyText = @"[\s\S]*";
    private const int MostTexts = 32;

    private readonly ReadOnlySpan<char> _pattern;
    private int _at;

    private CrawlerPattern(ReadOnlySpan<char> pattern) => _pattern = pattern;

    /// <summary>The texts, or null where the expression is more than a few of them. Anchors are not known here: cut them off before.</summary>
    public static IReadOnlyList<string>? Expand(ReadOnlySpan<char> pattern)
    {
        var reader = new CrawlerPattern(pattern);
        var texts = reader.Alternatives();
        return texts is not null && reader._at == pattern.Length && texts.TrueForAll(text => text.Length > 0) ? texts : null;
    }

    private List<string>? Alternatives()
    {
        var all = new List<string>();
        while (Sequence() is { } texts)
        {
            all.AddRange(texts);
            if (_at == _pattern.Length || _pattern[_at] != '|') return all.Count <= MostTexts ? all : null;
            _at++;
        }

        return null;
    }

    private List<string>? Sequence()
    {
        List<string> texts = [""];
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            if (Atom() is not { } choices || texts.Count * choices.Count > MostTexts) return null;
            texts = [.. texts.SelectMany(text => choices.Select(choice => text + choice))];
        }

        return texts;
    }

    private List<string>? Atom()
    {
        if (_pattern[_at..].StartsWith(AnyText, StringComparison.Ordinal))
        {
            _at += AnyText.Length;
            return [Gap.ToString()];
        }

        var letter = _pattern[_at++];
        var choices = letter switch
        {
            '(' => Group(),
            '[' => Class(),
            '\\' => Escaped(),
            ']' or ')' or '{' or '}' or '*' or '+' or '?' or '.' or '^' or '$' => null,
            _ => [letter.ToString()],
        };
        // A quantifier behind it makes it more than a text.
        return _at < _pattern.Length && _pattern[_at] is '*' or '+' or '?' or '{' ? null : choices;
    }

    private List<string>? Group()
    {
        var choices = Alternatives();
        return choices is not null && _at < _pattern.Length && _pattern[_at++] == ')' ? choices : null;
    }

    private List<string>? Class()
    {
        var end = _pattern[_at..].IndexOf(']');
        if (end < 1) return null;
        var letters = _pattern.Slice(_at, end);
        _at += end + 1;
        if (letters.IndexOfAny("^-\\") >= 0) return null;
        var choices = new List<string>(letters.Length);
        foreach (var letter in letters) choices.Add(letter.ToString());
        return choices;
    }

    /// <summary>An escaped letter or digit is a class such as \d.</summary>
    private List<string>? Escaped() =>
        _at < _pattern.Length && !char.IsAsciiLetterOrDigit(_pattern[_at]) ? [_pattern[_at++].ToString()] : null;
}
