using Microsoft.AspNetCore.Http;

namespace Footfall.AspNetCore.Requests;

/// <summary>The id of a request: the one that a proxy gave it, where it has a harmless form, else a new one.</summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";
    private const int Longest = 64;

    public static string Of(HttpContext http)
    {
        var given = http.Request.Headers[Header].ToString();
        return IsHarmless(given) ? given : Guid.CreateVersion7().ToString("N");
    }

    private static bool IsHarmless(string id) => id.Length is > 0 and <= Longest && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
