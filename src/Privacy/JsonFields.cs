using System.Buffers;

namespace Footfall.Privacy;

/// <summary>
/// Finds <c>"name": "value"</c> of JSON in text, also of JSON in JSON (<c>\"name\":</c>), whose name says that the value is a secret. Only texts and
/// numbers are secrets. Names end where the one before did and values are not read twice.
/// </summary>
internal static class JsonFields
{
    private const string NameSigns = "_-.$ ";

    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789+-.eE");

    public static Finding? Next(ReadOnlySpan<char> text, int from)
    {
        for (var search = from; search < text.Length;)
        {
            var offset = text[search..].IndexOf(':');
            if (offset < 0) return null;
            var quote = search + offset - 1;
            search += offset + 1;
            while (quote > from && IsBlank(text[quote])) quote--;
            if (quote < from || text[quote] != '"') continue;
            var nested = quote > 0 && text[quote - 1] == '\\';
            var end = nested ? quote - 1 : quote;
            var start = end;
            while (start > from && (char.IsLetterOrDigit(text[start - 1]) || NameSigns.Contains(text[start - 1]))) start--;
            if (start == end || !SensitiveNames.IsSecret(text[start..end])) continue;
            var (valueStart, valueEnd) = Value(text, search, nested);
            if (valueEnd > valueStart && text[valueStart..valueEnd] is not Redactor.Secret) return new Finding(valueStart, valueEnd, Redactor.Secret);
        }

        return null;
    }

    private static bool IsBlank(char sign) => sign is ' ' or '\t' or '\r' or '\n';

    private static (int Start, int End) Value(ReadOnlySpan<char> text, int start, bool nested)
    {
        while (start < text.Length && IsBlank(text[start])) start++;
        var open = nested && start < text.Length && text[start] == '\\' ? start + 1 : start;
        if (open < text.Length && text[open] == '"') return (open + 1, EndOfQuoted(text, open + 1, nested));
        var length = text[start..].IndexOfAnyExcept(NumberSigns);
        return (start, length < 0 ? text.Length : start + length);
    }

    private static int EndOfQuoted(ReadOnlySpan<char> text, int start, bool nested)
    {
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == '"') return at;
            if (text[at] != '\\') continue;
            if (!nested) at++;
            // In JSON in JSON \" ends the text, and \\\" is a quote in it.
            else if (text[at..].StartsWith("\\\\\\\"", StringComparison.Ordinal)) at += 3;
            else if (at + 1 < text.Length && text[at + 1] == '"') return at;
            else at++;
        }

        return text.Length;
    }
}
