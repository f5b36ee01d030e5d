using System.Text.RegularExpressions;

namespace Footfall.AspNetCore.Sentry;

/// <summary>
/// Takes out of the words of an error what may be a person's or a secret: e-mail addresses, IP addresses, long numbers, tokens, what stands behind words such as
/// <c>password=</c>, queries of addresses, and what stands in quotation marks, which is usually a value that somebody typed. Never longer than 500 characters.
/// </summary>
internal static partial class Scrubber
{
    private const int Longest = 500;

    /// <summary>More is not looked at: no regular expression gets to work on a stranger's megabyte.</summary>
    private const int Looked = 4000;

    public static string Scrub(string text)
    {
        if (text.Length > Looked) text = text[..Looked];
        text = Query().Replace(text, "$1?[query]");
        text = Secret().Replace(text, "$1$2[secret]");
        text = Token().Replace(text, "[secret]");
        text = Email().Replace(text, "[email]");
        text = Address().Replace(text, "[address]");
        text = Quoted().Replace(text, "'[value]'");
        text = Number().Replace(text, "[number]");
        return text.Length > Longest ? text[..Longest] + "…" : text;
    }

    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]*://[^\s?#]*)\?[^\s]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Query();

    [GeneratedRegex(@"(pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|authorization|cookie|session(?:[_-]?id)?)(\s*[=:]\s*)(?:bearer\s+|basic\s+)?[^\s;,]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\beyJ[\w-]+\.[\w-]+\.[\w-]*|\bbearer\s+\S+|\b[A-Za-z0-9_-]{32,}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"[^\s@'""<>(),;:]+@[^\s@'""<>(),;:]+\.[^\s@'""<>(),;:.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}[0-9a-f]{0,4}(?::[0-9a-f]{1,4})*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("""'[^'\n]{1,400}'|"[^"\n]{1,400}"|“[^”\n]{1,400}”|„[^“\n]{1,400}“|«[^»\n]{1,400}»""", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<!\w)\+?\d(?:[ -]?\d){5,}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
