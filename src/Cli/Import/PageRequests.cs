namespace Footfall.Cli.Import;

/// <summary>Tells requests for pages from all others: a log has a line for each picture too.</summary>
internal static class PageRequests
{
    private static readonly HashSet<string> s_parts = new(StringComparer.OrdinalIgnoreCase)
    {
        "css", "js", "mjs", "map", "json", "xml", "txt", "rss", "atom", "webmanifest", "wasm",
        "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "bmp", "woff", "woff2", "ttf", "otf", "eot",
        "mp3", "mp4", "webm", "ogg", "wav", "mov", "zip", "gz", "tar", "pdf", "exe", "dmg", "deb", "rpm", "apk",
    };

    /// <summary>Null for a page that was answered, else what the request was.</summary>
    public static string? WhyNone(LoggedRequest request)
    {
        if (request.Method != "GET") return "requests that are not GET";
        // 304: the browser had the page already, and showed it.
        if (request.Status is not ((>= 200 and < 300) or 304)) return "requests that were not answered with a page";
        return IsPart(request.Path) ? "files that are no pages" : null;
    }

    private static bool IsPart(string path)
    {
        var end = path.AsSpan().IndexOfAny('?', '#');
        var plain = end < 0 ? path : path[..end];
        var dot = plain.LastIndexOf('.');
        return dot > plain.LastIndexOf('/') && s_parts.Contains(plain[(dot + 1)..]);
    }
}
