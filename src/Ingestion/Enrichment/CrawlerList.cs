using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// The patterns of npm's crawler-user-agents (MIT). Nearly all are literals, which one search finds together; those that begin with ^ are
/// compared with the beginning; the few true expressions are one automaton that never backtracks. Linear in the user agent's length.
/// </summary>
internal sealed class CrawlerList
{
    private readonly SearchValues<string> _anywhere;
    private readonly string[] _atStart;
    private readonly Regex _expressions;

    public CrawlerList(IEnumerable<string> patterns)
    {
        var anywhere = new List<string>();
        var atStart = new List<string>();
        var expressions = new List<string>();
        foreach (var pattern in patterns)
        {
            var anchored = pattern.StartsWith('^');
            if (Literal(anchored ? pattern.AsSpan(1) : pattern) is not { } literal) expressions.Add(pattern);
            else if (anchored) atStart.Add(literal);
            else anywhere.Add(literal);
        }

        _anywhere = SearchValues.Create([.. anywhere], StringComparison.Ordinal);
        _atStart = [.. atStart];
        _expressions = new Regex(string.Join('|', expressions.Select(one => $"(?:{one})")), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        ExpressionCount = expressions.Count;
    }

    /// <summary>How many patterns are true expressions.</summary>
    public int ExpressionCount { get; }

    public static CrawlerList ReadShipped()
    {
        using var stream = typeof(CrawlerList).Assembly.GetManifestResourceStream("crawler-user-agents.json")
            ?? throw new InvalidOperationException("crawler-user-agents.json is not embedded in Footfall.Ingestion; run `npm ci` before building.");
        using var document = JsonDocument.Parse(stream);
        return new CrawlerList(document.RootElement.EnumerateArray().Select(row => row.GetProperty("pattern").GetString()!).ToArray());
    }

    public bool Matches(ReadOnlySpan<char> userAgent)
    {
        if (userAgent.ContainsAny(_anywhere)) return true;
        foreach (var start in _atStart)
        {
            if (userAgent.StartsWith(start, StringComparison.Ordinal)) return true;
        }

        return _expressions.IsMatch(userAgent);
    }

    /// <summary>The text that a pattern stands for; null where it is more than text.</summary>
    private static string? Literal(ReadOnlySpan<char> pattern)
    {
        var literal = new StringBuilder(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            var letter = pattern[i];
            if (letter == '\\')
            {
                // An escaped letter or digit is a class such as \d.
                if (++i == pattern.Length || char.IsAsciiLetterOrDigit(pattern[i])) return null;
                letter = pattern[i];
            }
            else if (letter is '[' or ']' or '(' or ')' or '{' or '}' or '*' or '+' or '?' or '|' or '.' or '^' or '$')
            {
                return null;
            }

            literal.Append(letter);
        }

        return literal.Length == 0 ? null : literal.ToString();
    }
}
