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
}
