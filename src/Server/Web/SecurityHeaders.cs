using Microsoft.AspNetCore.Http;

namespace Footfall.Server.Web;

/// <summary>What every page is sent with: nothing from another origin, no framing, no sniffing. The demo site is a website of its own, with inline parts and outbound links.</summary>
internal static class SecurityHeaders
{
    private const string Dashboard =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (!context.Request.Path.StartsWithSegments("/demo", StringComparison.Ordinal))
        {
            headers.ContentSecurityPolicy = Dashboard;
            headers["Referrer-Policy"] = "same-origin";
            headers.XFrameOptions = "DENY";
        }

        return next(context);
    }
}
