using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// The patterns of npm's crawler-user-agents (MIT). Nearly all are texts, which one search finds together; those bound to an end, or with
/// a gap, are compared one by one; the two or three that are more than texts stay expressions. Linear in the user agent's length.
/// </summary>
internal sealed class CrawlerList
{
    private readonly SearchValues<string> _anywhere;
    private readonly (string[] Parts, bool AtStart, bool AtEnd)[] _bound;
    private readonly Regex[] _expressions;

    public CrawlerList(IEnumerable<string> patterns)
    {
        var anywhere = new List<string>();
        var bound = new List<(string[], bool, bool)>();
        var expressions = new List<Regex>();
        foreach (var pattern in patterns)
        {
            var atStart = pattern.StartsWith('^');
            var atEnd = pattern.EndsWith('$');
            if (CrawlerPattern.Expand(pattern.AsSpan(atStart ? 1 : 0, pattern.Length - (atStart ? 1 : 0) - (atEnd ? 1 : 0))) is not { } texts)
                expressions.Add(Expression(pattern));
            else if (atStart || atEnd || texts.Any(text => text.Contains(CrawlerPattern.Gap, StringComparison.Ordinal)))
                bound.AddRange(texts.Select(text => (text.Split(CrawlerPattern.Gap), atStart, atEnd)));
            else
                anywhere.AddRange(texts);
        }

        _anywhere = SearchValues.Create([.. anywhere], StringComparison.Ordinal);
        _bound = [.. bound];
        _expressions = [.. expressions];
    }

    /// <summary>How many patterns are true expressions.</summary>
    public int ExpressionCount => _expressions.Length;

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
        foreach (var (parts, atStart, atEnd) in _bound)
        {
            if (Follow(userAgent, parts, atStart, atEnd)) return true;
        }

        foreach (var expression in _expressions)
        {
            if (expression.IsMatch(userAgent)) return true;
        }

        return false;
    }

    private static bool Follow(ReadOnlySpan<char> rest, string[] parts, bool atStart, bool atEnd)
    {
        if (atStart && !rest.StartsWith(parts[0], StringComparison.Ordinal)) return false;
        if (atEnd && !rest.EndsWith(parts[^1], StringComparison.Ordinal)) return false;
        foreach (var part in parts)
        {
            var at = rest.IndexOf(part, StringComparison.Ordinal);
            if (at < 0) return false;
            rest = rest[(at + part.Length)..];
        }

        return true;
    }

    /// <summary>The engine that never backtracks is slow to load (some 100 ms), so it is for patterns that could backtrack at length.</summary>
    private static Regex Expression(string pattern) => new(
        pattern, RegexOptions.CultureInvariant | (pattern.Contains('*', StringComparison.Ordinal) ? RegexOptions.NonBacktracking : RegexOptions.None));
}
