using System.Buffers;
using System.Globalization;

namespace Footfall.Ingestion.Pipeline;

/// <summary>
/// The parts of a URL that are kept. Unlike the framework's Uri it normalises nothing that would make two pages of one, and costs a fraction. User names
/// and passwords in front of the host never come out of here; ports are left out, so that a host is a site's name.
/// </summary>
/// <param name="Scheme">Lower case.</param>
/// <param name="Hostname">Lower case, in ASCII; null where an app's URL has none.</param>
/// <param name="Path">Begins with a slash; with the fragment where there is one: trackers send it only where it is the route.</param>
/// <param name="Query">With its question mark, or null.</param>
public readonly record struct PageUrl(string Scheme, string? Hostname, string Path, string? Query)
{
    private const int LongestHost = 253;

    private static readonly SearchValues<char> SchemeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    private static readonly SearchValues<char> PlainHost = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");
    private static readonly IdnMapping Idn = new();

    /// <summary>True for absolute http(s) URLs and those of apps, such as <c>app://…</c>; false for files, blobs, data and what is no URL.</summary>
    public static bool TryParse(string url, out PageUrl page)
    {
        page = default;
        var rest = url.AsSpan().Trim();
        var colon = rest.IndexOf(':');
        if (colon < 2 || !rest[colon..].StartsWith("://") || !char.IsAsciiLetter(rest[0]) || rest[..colon].ContainsAnyExcept(SchemeLetters)) return false;
        var scheme = SchemeOf(rest[..colon]);
        // A file's path has the user's name in it.
        if (scheme is "file") return false;
        rest = rest[(colon + 3)..];

        var end = rest.IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        if (!TryReadHost(authority, out var host)) return false;
        if (host is null && scheme is "http" or "https") return false;

        var fragmentAt = rest.IndexOf('#');
        var fragment = fragmentAt < 0 || fragmentAt == rest.Length - 1 ? default : rest[fragmentAt..];
        if (fragmentAt >= 0) rest = rest[..fragmentAt];
        var queryAt = rest.IndexOf('?');
        var query = queryAt < 0 || queryAt == rest.Length - 1 ? null : rest[queryAt..].ToString();
        var path = queryAt < 0 ? rest : rest[..queryAt];
        page = new PageUrl(scheme, host, PathOf(path, fragment), query);
        return true;
    }

    private static string SchemeOf(ReadOnlySpan<char> scheme)
    {
        if (scheme is "https") return "https";
        if (scheme is "http") return "http";
        return scheme.ToString().ToLowerInvariant();
    }

    private static string PathOf(ReadOnlySpan<char> path, ReadOnlySpan<char> fragment)
    {
        if (fragment.IsEmpty) return path.IsEmpty || path is "/" ? "/" : path.ToString();
        return string.Concat(path.IsEmpty ? "/" : path, fragment);
    }

    private static bool TryReadHost(ReadOnlySpan<char> authority, out string? host)
    {
        host = null;
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (authority.StartsWith('['))
        {
            var close = authority.IndexOf(']');
            if (close < 0 || !System.Net.IPAddress.TryParse(authority[1..close], out _)) return false;
            host = authority[..(close + 1)].ToString().ToLowerInvariant();
            return true;
        }

        var port = authority.LastIndexOf(':');
        if (port >= 0)
        {
            if (authority[(port + 1)..].ContainsAnyExceptInRange('0', '9')) return false;
            authority = authority[..port];
        }

        authority = authority.TrimEnd('.');
        if (authority.IsEmpty) return true;
        if (authority.Length > LongestHost) return false;
        var text = authority.ToString();
        if (!text.AsSpan().ContainsAnyExcept(PlainHost))
        {
            host = text;
            return true;
        }

        host = ToAscii(text);
        return host is not null && !host.AsSpan().ContainsAnyExcept(PlainHost);
    }

    private static string? ToAscii(string host)
    {
        try
        {
            return Idn.GetAscii(host.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            // The name breaks the rules of international domain names: it is no host.
            return null;
        }
    }
}
