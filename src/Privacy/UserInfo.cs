using System.Buffers;

namespace Footfall.Privacy;

/// <summary>
/// Finds the user name and password in front of a URL's host: <c>https://jane:secret@example.org</c>. Without a scheme only <c>//jane:secret@</c> is one,
/// since <c>//logo@2x.png</c> is a path. Each character is looked at a fixed number of times: authorities do not overlap.
/// </summary>
internal static class UserInfo
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("/?#\\\"<>` \t\r\n");

    public static Finding? Next(ReadOnlySpan<char> text, int from)
    {
        for (var search = from; search < text.Length;)
        {
            var offset = text[search..].IndexOf("//", StringComparison.Ordinal);
            if (offset < 0) return null;
            var start = search + offset + 2;
            var length = text[start..].IndexOfAny(Ends);
            var authority = length < 0 ? text[start..] : text.Slice(start, length);
            var at = authority.LastIndexOf('@');
            var hasScheme = start >= 4 && text[start - 3] == ':' && char.IsAsciiLetterOrDigit(text[start - 4]);
            if (at > 0 && (hasScheme || authority[..at].Contains(':')) && authority[..at] is not Redactor.Secret)
                return new Finding(start, start + at, Redactor.Secret);
            search = start + authority.Length;
        }

        return null;
    }
}
