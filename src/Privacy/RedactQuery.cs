using System.Text;

namespace Footfall.Privacy;

/// <summary>Redacts <c>?a=1&amp;b=2</c>: the values of secret and listed parameters whole, all other names and values as text.</summary>
internal static class RedactQuery
{
    public static string In(string query, IReadOnlyList<string> listed)
    {
        StringBuilder? clean = null;
        var kept = 0;
        for (var start = 0; start < query.Length;)
        {
            if (query[start] is '?' or '&' or ';' or '#')
            {
                start++;
                continue;
            }

            var length = query.AsSpan(start).IndexOfAny('&', ';', '?');
            var end = length < 0 ? query.Length : start + length;
            var pair = query.AsSpan(start, end - start);
            if (Pair(pair, listed) is { } redacted)
            {
                clean ??= new StringBuilder(query.Length);
                clean.Append(query, kept, start - kept).Append(redacted);
                kept = end;
            }

            start = end;
        }

        return clean is null ? query : clean.Append(query, kept, query.Length - kept).ToString();
    }

    /// <summary>The redacted pair, or null where it may stay as it is.</summary>
    private static string? Pair(ReadOnlySpan<char> pair, IReadOnlyList<string> listed)
    {
        var equals = pair.IndexOf('=');
        var name = (equals < 0 ? pair : pair[..equals]).ToString();
        var value = equals < 0 ? "" : pair[(equals + 1)..].ToString();
        var cleanName = Redactor.InUrl(name);
        var cleanValue = value.Length == 0 ? value : Mark(name, listed) ?? Redactor.InUrl(value);
        if (ReferenceEquals(cleanName, name) && ReferenceEquals(cleanValue, value)) return null;
        return equals < 0 ? cleanName : $"{cleanName}={cleanValue}";
    }

    private static string? Mark(string name, IReadOnlyList<string> listed)
    {
        if (name.Contains('%', StringComparison.Ordinal) || name.Contains('+', StringComparison.Ordinal)) name = Uri.UnescapeDataString(name.Replace('+', ' '));
        if (SensitiveNames.IsSecret(name)) return Redactor.Secret;
        if (SensitiveNames.IsListed(name)) return Redactor.Parameter;
        for (var i = 0; i < listed.Count; i++)
        {
            if (string.Equals(listed[i], name, StringComparison.OrdinalIgnoreCase)) return Redactor.Parameter;
        }

        return null;
    }
}
