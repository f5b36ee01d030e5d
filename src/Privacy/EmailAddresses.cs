using System.Buffers;

namespace Footfall.Privacy;

/// <summary>Finds e-mail addresses. Each character is looked at twice at the most: no part of an address has an at sign in it.</summary>
internal static class EmailAddresses
{
    private static readonly SearchValues<char> At = SearchValues.Create("@\uFF20");

    /// <summary>Endings that look like a domain's but are a picture's in twice its size: <c>logo@2x.png</c>.</summary>
    private static readonly string[] Pictures = ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"];

    public static Finding? Next(ReadOnlySpan<char> text, int from)
    {
        for (var search = from; search < text.Length;)
        {
            var offset = text[search..].IndexOfAny(At);
            if (offset < 0) return null;
            var at = search + offset;
            search = at + 1;

            var start = at;
            while (start > from && IsLocal(text[start - 1])) start--;
            while (start < at && !char.IsLetterOrDigit(text[start])) start++;
            var end = at + 1;
            while (end < text.Length && IsDomain(text[end])) end++;
            while (end > at + 1 && !char.IsLetterOrDigit(text[end - 1])) end--;

            if (start < at && IsHost(text[(at + 1)..end])) return new Finding(start, end, Redactor.Email);
        }

        return null;
    }

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '\'' or '%';

    private static bool IsDomain(char c) => char.IsLetterOrDigit(c) || c is '.' or '-';

    private static bool IsHost(ReadOnlySpan<char> domain)
    {
        var dot = domain.LastIndexOf('.');
        if (dot < 1 || domain.Length - dot < 3) return false;
        var top = domain[(dot + 1)..];
        foreach (var c in top)
        {
            if (!char.IsLetter(c) && !top.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)) return false;
        }

        return !(dot == 2 && char.IsAsciiDigit(domain[0]) && domain[1] == 'x' && IsPicture(top));
    }

    private static bool IsPicture(ReadOnlySpan<char> ending)
    {
        foreach (var picture in Pictures)
        {
            if (ending.Equals(picture, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
