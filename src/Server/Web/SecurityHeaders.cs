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
        if (context.Request.Path.StartsWithSegments("/demo", StringComparison.Ordinal)) context.Response.Headers.XContentTypeOptions = "nosniff";
        else AddDashboards(context.Response.Headers);
        return next(context);
    }

    public static void AddDashboards(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Dashboard;
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
    }
}
