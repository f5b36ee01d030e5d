namespace Footfall.Privacy;

/// <summary>
/// Finds US social security numbers as they are written: three, two and four digits with hyphens or spaces, in the ranges that are issued. Nine digits
/// without separators are left alone, since order numbers look the same.
/// </summary>
internal static class SocialSecurityNumbers
{
    private const int Length = 11;

    public static Finding? Next(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at + Length <= text.Length;)
        {
            var offset = text[at..].IndexOfAnyInRange('0', '9');
            if (offset < 0) return null;
            var start = at + offset;
            if (start + Length > text.Length) return null;
            if (IsNumber(text.Slice(start, Length)) && StandsAlone(text, start, start + Length)) return new Finding(start, start + Length, Redactor.SocialSecurityNumber);
            at = start + 1;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        }

        return null;
    }

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text[3] is not ('-' or ' ' or '\u2011' or '\u2013') || text[6] != text[3]) return false;
        for (var i = 0; i < Length; i++)
        {
            if (i is not (3 or 6) && !char.IsAsciiDigit(text[i])) return false;
        }

        var area = text[..3];
        return !(area is "000" or "666") && area[0] != '9' && text[4..6] is not "00" && text[7..] is not "0000";
    }

    private static bool StandsAlone(ReadOnlySpan<char> text, int start, int end)
    {
        if (start > 0 && char.IsLetterOrDigit(text[start - 1])) return false;
        if (start > 1 && text[start - 1] == '-' && char.IsAsciiDigit(text[start - 2])) return false;
        if (end < text.Length && char.IsLetterOrDigit(text[end])) return false;
        return !(end + 1 < text.Length && text[end] == '-' && char.IsAsciiDigit(text[end + 1]));
    }
}
