using System.Net;

namespace Footfall.Server.Remote;

/// <summary>Judges what the server answers: data passes, whatever a browser could run or show as a page does not. What the dashboard is made of comes from this program alone.</summary>
internal static class RemoteAnswer
{
    private static readonly string[] Data = ["application/json", "application/problem+json", "application/octet-stream"];

    /// <summary>The only headers that pass: those that tell of the bytes, and of when to ask again.</summary>
    private static readonly string[] Told = ["Content-Encoding", "Content-Length", "ETag", "Cache-Control", "Vary", "Retry-After", "Allow"];

    /// <summary>What is wrong with an answer, or null where it is data.</summary>
    public static string? Refuse(HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode is >= 300 and < 400 && answer.StatusCode != HttpStatusCode.NotModified) return "a redirect";
        if ((int)answer.StatusCode is < 200 or > 599) return $"the status {(int)answer.StatusCode}";
        if (answer.Content.Headers.ContentEncoding.Any(encoding => encoding is not ("br" or "gzip"))) return "an unknown compression";
        if (answer.Content.Headers.TryGetValues("Content-Type", out var types) && types.Count() > 1) return "several content types";
        return ContentType(answer) is not null || HasNoBody(answer) ? null : $"{answer.Content.Headers.ContentType?.MediaType ?? "no content type"}";
    }

    /// <summary>The content type in this program's own words, without whatever else the header says; null where it is none of data.</summary>
    public static string? ContentType(HttpResponseMessage answer) =>
        Array.Find(Data, type => string.Equals(type, answer.Content.Headers.ContentType?.MediaType, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<KeyValuePair<string, string>> Headers(HttpResponseMessage answer) =>
        from header in answer.Headers.Concat(answer.Content.Headers)
        where Told.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
        select KeyValuePair.Create(header.Key, string.Join(", ", header.Value));

    public static bool HasNoBody(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified || answer.Content.Headers.ContentLength == 0;
}
