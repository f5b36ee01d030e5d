using Footfall.Events;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Sessions;

/// <summary>
/// Refuses what another site could make a browser send: an unsafe request by cookie needs a JSON body, the same origin, and the session's CSRF token.
/// Setting up, signing in, recovering and accepting an invitation need the same origin as well, though they carry no session yet.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next)
{
    /// <summary>Where a session may begin.</summary>
    private static readonly string[] Beginnings = ["/api/v1/session", "/api/v1/setup", "/api/v1/recovery", "/api/v1/invitations"];

    public Task InvokeAsync(HttpContext context)
    {
        var refusal = Judge(context);
        return refusal is null
            ? next(context)
            : Problems.Of(StatusCodes.Status403Forbidden, "Refused as a cross-site request", refusal, remedy: "Send the request from the dashboard's own pages, or use a token.").ExecuteAsync(context);
    }

    private static string? Judge(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return null;
        if (context.GetEndpoint()?.Metadata.GetMetadata<ReadsNoCookies>() is not null) return null;
        var byCookie = context.User.HasClaim(CallerClaims.CookieClaim, "1");
        var begins = Array.Exists(Beginnings, path => request.Path.StartsWithSegments(path, StringComparison.Ordinal));
        if (!byCookie && !begins) return null;
        if (!IsSameOrigin(request)) return "Origin or Sec-Fetch-Site is not this server's.";
        if (request.ContentLength is > 0 && !request.HasJsonContentType() && !SendsBytes(context)) return "The content type is not application/json.";
        return byCookie && !HasCsrfToken(request) ? "X-CSRF-Token is missing or wrong." : null;
    }

    private static bool SendsBytes(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<TakesBytes>() is not null && context.Request.ContentType == "application/octet-stream";

    private static bool IsSameOrigin(HttpRequest request)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        if (site is not null && site is not ("same-origin" or "none")) return false;
        string? origin = request.Headers.Origin;
        // A client that sends neither is no browser, so no other site made it send its cookie.
        return origin is null || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static bool HasCsrfToken(HttpRequest request) =>
        SessionCookie.Read(request) is { } token && request.Headers["X-CSRF-Token"].ToString() is { Length: > 0 } sent
        && LoginKeys.SameToken(sent, SessionCookie.CsrfTokenFor(token));
}
