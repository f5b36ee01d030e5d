using System.Buffers;

namespace Footfall.Privacy;

/// <summary>
/// Finds <c>name=value</c> in any text, such as a link in a title, whose name says that the value is a secret. Names on the lists of parameters, which are
/// plain words, count only where a parameter begins: behind <c>?</c>, <c>&amp;</c>, <c>;</c>, <c>#</c>, a quote, or at the text's beginning. Names end where the one before
/// did and values are not read twice, so that hostile text costs linear time.
/// </summary>
internal static class Parameters
{
    private const string NameSigns = "_-.[]$";

    private static readonly SearchValues<char> Ends = SearchValues.Create("&?;# \t\r\n\u00A0\"<>`\\");
    private static readonly SearchValues<char> PieceEnds = SearchValues.Create("=&?;# \t\r\n\u00A0\"<>`\\");
    private static readonly SearchValues<char> NotInUrls = SearchValues.Create("%+");

    public static Finding? Next(ReadOnlySpan<char> text, int from, IReadOnlyList<string> listed)
    {
        for (var search = from; search < text.Length;)
        {
            var offset = text[search..].IndexOf('=');
            if (offset < 0) return null;
            var equals = search + offset;
            search = equals + 1;
            var start = equals;
            while (start > from && IsName(text[start - 1])) start--;
            if (start == equals) continue;
            var begins = start == 0 || text[start - 1] is '?' or '&' or ';' or '#' or '"';
            if (Mark(text[start..equals], begins, listed) is not { } mark) continue;
            var (valueStart, valueEnd) = Value(text, search);
            if (valueEnd > valueStart && !IsMark(text[valueStart..valueEnd])) return new Finding(valueStart, valueEnd, mark);
        }

        return null;
    }

    /// <summary>What hides the value of a URL's parameter, whose name may be encoded; null where it may stay.</summary>
    public static string? MarkInUrl(ReadOnlySpan<char> name, IReadOnlyList<string> listed)
    {
        if (name.ContainsAny(NotInUrls)) name = PercentEncoding.Decoded(name.ToString().Replace('+', ' '));
        // In a route, #/login/token=…, the name is what stands behind the last slash.
        return Mark(name[(name.LastIndexOfAny('/', '#', '!') + 1)..], true, listed);
    }

    /// <summary>True for what redaction has put there: it is not redacted again.</summary>
    public static bool IsMark(ReadOnlySpan<char> value) => value is Redactor.Secret or Redactor.Parameter;

    /// <summary>The end of a value that is hidden: pieces behind <c>;</c> or <c>?</c> that are no parameters of their own belong to it.</summary>
    public static int EndOfHidden(ReadOnlySpan<char> text, int end)
    {
        while (end < text.Length && text[end] is ';' or '?')
        {
            var length = text[(end + 1)..].IndexOfAny(PieceEnds);
            var next = length < 0 ? text.Length : end + 1 + length;
            if (next < text.Length && text[next] == '=') return end;
            end = next;
        }

        return end;
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || NameSigns.Contains(c);

    private static string? Mark(ReadOnlySpan<char> name, bool begins, IReadOnlyList<string> listed)
    {
        if (SensitiveNames.IsSecret(name)) return Redactor.Secret;
        if (!begins) return null;
        if (IsListed(name, listed)) return Redactor.Parameter;

        // Array forms: email[], email[0], user[email], user.email.
        var first = name.IndexOfAny('[', '.');
        if (first < 0) return null;
        var end = name.LastIndexOfAnyExcept('[', ']');
        if (end < 0) return null;
        var inner = name[..(end + 1)];
        inner = inner[(inner.LastIndexOfAny('[', '.') + 1)..];
        return IsListed(name[..first], listed) || IsListed(inner, listed) ? Redactor.Parameter : null;
    }

    private static bool IsListed(ReadOnlySpan<char> name, IReadOnlyList<string> listed)
    {
        if (SensitiveNames.IsListed(name)) return true;
        for (var i = 0; i < listed.Count; i++)
        {
            if (name.Equals(listed[i], StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static (int Start, int End) Value(ReadOnlySpan<char> text, int start)
    {
        // Quotes within JSON are escaped.
        var nested = start + 1 < text.Length && text[start] == '\\' && text[start + 1] == '"';
        if (nested) start++;
        if (start < text.Length && text[start] is '"' or '\'' && text[(start + 1)..].IndexOf(text[start]) is >= 0 and var quoted)
            return (start + 1, start + 1 + quoted - (nested && quoted > 0 ? 1 : 0));
        // Of a comparison, a == b.
        if (start < text.Length && text[start] == '=') return (start, start);
        var length = text[start..].IndexOfAny(Ends);
        return (start, length <= 0 ? length == 0 ? start : text.Length : EndOfHidden(text, start + length));
    }
}
