using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Footfall.Accounts.Sessions;

/// <summary>
/// The cookie that holds a session's token: HttpOnly, SameSite=Strict, and <c>__Host-</c> where the connection is TLS. The CSRF token is derived from it, so that
/// only a page that the server answered to knows it.
/// </summary>
internal static class SessionCookie
{
    private const string Plain = "footfall";
    private const string Tls = "__Host-footfall";

    public static string? Read(HttpRequest request) => request.Cookies[request.IsHttps ? Tls : Plain];

    public static void Write(HttpContext context, string token, TimeSpan lifetime) =>
        context.Response.Cookies.Append(context.Request.IsHttps ? Tls : Plain, token, Options(context.Request, lifetime));

    public static void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(context.Request.IsHttps ? Tls : Plain, Options(context.Request, null));

    public static string CsrfTokenFor(string sessionToken) => WebEncoders.Base64UrlEncode(Secrets.HashOf("footfall/csrf/v1|" + sessionToken));

    private static CookieOptions Options(HttpRequest request, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
