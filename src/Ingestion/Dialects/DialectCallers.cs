using System.Net.Http.Headers;
using System.Text;
using Footfall.Events;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects;

/// <summary>Makes known who sends, where a protocol has its token elsewhere than in a bearer header.</summary>
internal sealed class DialectCallers(FindCaller find)
{
    private const int LongestToken = 200;

    /// <summary>From here on the request is that of the token's owner; an unknown token changes nothing.</summary>
    public async ValueTask KnowByAsync(HttpContext http, string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > LongestToken || http.User.Identity?.IsAuthenticated == true) return;
        if (await find(token, http.RequestAborted) is { } caller) http.User = caller;
    }

    /// <summary>The token of a bearer header, or the password of a basic one; null where there is neither.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var authorization) || authorization.Parameter is not { Length: > 0 } parameter) return null;
        if (authorization.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return parameter.Trim();
        if (!authorization.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
