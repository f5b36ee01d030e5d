using System.Text;

namespace Footfall.Privacy;

/// <summary>
/// Redacts <c>?a=1&amp;b=2</c>: the values of secret and listed parameters whole, all other names and values as text. A query in which nothing is found comes
/// back as it is, and costs no memory.
/// </summary>
internal static class RedactQuery
{
    private const string Separators = "?&;#";

    public static string In(string query, IReadOnlyList<string> listed)
    {
        StringBuilder? clean = null;
        var kept = 0;
        for (var start = 0; start < query.Length;)
        {
            if (Separators.Contains(query[start]))
            {
                start++;
                continue;
            }

            var length = query.AsSpan(start).IndexOfAny('&', ';', '?');
            var end = length < 0 ? query.Length : start + length;
            var equals = query.AsSpan(start, end - start).IndexOf('=');
            var name = query.AsSpan(start, equals < 0 ? end - start : equals);
            var mark = equals < 0 ? null : Parameters.MarkInUrl(name, listed);
            if (mark is not null) end = Parameters.EndOfHidden(query, end);
            var value = equals < 0 ? default : query.AsSpan(start + equals + 1, end - start - equals - 1);
            if (IsDirty(name, value, mark, listed))
            {
                clean ??= new StringBuilder(query.Length);
                clean.Append(query, kept, start - kept).Append(Redactor.InUrl(name.ToString(), listed));
                if (equals >= 0) clean.Append('=').Append(value.IsEmpty ? "" : mark ?? Redactor.InUrl(value.ToString(), listed));
                kept = end;
            }

            start = end;
        }

        return clean is null ? query : clean.Append(query, kept, query.Length - kept).ToString();
    }

    private static bool IsDirty(ReadOnlySpan<char> name, ReadOnlySpan<char> value, string? mark, IReadOnlyList<string> listed)
    {
        if (Redactor.Holds(name, listed)) return true;
        return mark is null ? Redactor.Holds(value, listed) : !value.IsEmpty && !Parameters.IsMark(value);
    }
}
