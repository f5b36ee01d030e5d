using System.Globalization;

namespace Footfall.Ingestion.Enrichment;

/// <summary>A referrer taken apart. The host is lower case, in ASCII, without <c>www.</c>, port or user information.</summary>
internal readonly record struct Referrer(string Host, string Path, bool IsApp)
{
    // As long as any value of an event may be; the rest of a longer referrer says nothing about its source.
    private const int Longest = 2048;
    private const int LongestHost = 253;

    /// <summary>Reads a web address, an <c>android-app://</c> address or a bare domain; null for everything else.</summary>
    public static Referrer? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length > Longest) text = text[..Longest];
        var isApp = false;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0 && text[..scheme].IndexOfAny("/?#.") < 0)
        {
            isApp = text[..scheme].Equals("android-app", StringComparison.OrdinalIgnoreCase);
            if (!isApp && !text[..scheme].Equals("https", StringComparison.OrdinalIgnoreCase)
                && !text[..scheme].Equals("http", StringComparison.OrdinalIgnoreCase)) return null;
            text = text[(scheme + 3)..];
        }

        var end = text.IndexOfAny("/?#\\");
        var authority = end < 0 ? text : text[..end];
        if (ReadHost(authority) is not { } host || (scheme < 0 && !host.Contains('.', StringComparison.Ordinal))) return null;
        return new Referrer(host, isApp ? "" : PathOf(text, end), isApp);
    }

    /// <summary>The host of a page or of a referrer in the one form in which they are compared; null for what is no host.</summary>
    public static string? ReadHost(ReadOnlySpan<char> authority)
    {
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (!authority.StartsWith("[") && authority.LastIndexOf(':') is >= 0 and var colon) authority = authority[..colon];
        else if (authority.IndexOf(']') is > 0 and var bracket) authority = authority[..(bracket + 1)];
        authority = authority.TrimEnd('.');
        if (authority.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) authority = authority[4..];
        if (authority.IsEmpty || authority.Length > LongestHost) return null;
        var host = System.Text.Ascii.IsValid(authority) ? authority.ToString().ToLowerInvariant() : Ascii(authority);
        return host is not null && IsWellFormed(host) ? host : null;
    }

    /// <summary>True where the two are one site: the same host, or one a subdomain of the other.</summary>
    public static bool AreOneSite(string one, string other) =>
        one.Equals(other, StringComparison.Ordinal) || IsBelow(one, other) || (other.Contains('.', StringComparison.Ordinal) && IsBelow(other, one));

    private static bool IsBelow(string host, string parent) =>
        parent.Contains('.', StringComparison.Ordinal) && host.Length > parent.Length + 1
        && host.EndsWith(parent, StringComparison.Ordinal) && host[^(parent.Length + 1)] == '.';

    private static string PathOf(ReadOnlySpan<char> text, int start)
    {
        if (start < 0 || text[start] is not '/') return "";
        var path = text[start..];
        var end = path.IndexOfAny("?#");
        if (end >= 0) path = path[..end];
        return path.Length == 1 ? "" : path.ToString();
    }

    private static string? Ascii(ReadOnlySpan<char> host)
    {
        try
        {
            return new IdnMapping().GetAscii(host.ToString()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // No domain that could be looked up: the referrer is made up.
            return null;
        }
    }

    private static bool IsWellFormed(string host)
    {
        if (host[0] == '[') return System.Net.IPAddress.TryParse(host.AsSpan(1, Math.Max(host.Length - 2, 0)), out _);
        var last = '.';
        foreach (var letter in host)
        {
            if (letter == '.' && last == '.') return false;
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '-' or '_')) return false;
            last = letter;
        }

        return true;
    }
}
