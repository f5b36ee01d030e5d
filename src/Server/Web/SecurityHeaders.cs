using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Server.Web;

/// <summary>What every page is sent with: nothing from another origin, no framing, no sniffing. The demo site is a website of its own, with inline parts and outbound links.</summary>
internal sealed class SecurityHeaders(LinkDirectory links)
{
    private const string WithoutFrames =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";

    private const string Dashboard = WithoutFrames + "'none'";

    public Task AddAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/demo", StringComparison.Ordinal)) context.Response.Headers.XContentTypeOptions = "nosniff";
        else AddDashboards(context.Response.Headers);
        if (context.Request.Path.StartsWithSegments("/share", StringComparison.Ordinal, out var slug)) AddLinks(context.Response.Headers, slug.Value!.TrimStart('/'));
        return next(context);
    }

    /// <summary>Who may frame a shared link is its own matter; its address is nobody's to list.</summary>
    private void AddLinks(IHeaderDictionary headers, string slug)
    {
        headers["X-Robots-Tag"] = "noindex";
        // The address is the secret: not even this server's own pages are told where somebody came from.
        headers["Referrer-Policy"] = "no-referrer";
        if (links.BySlug(slug) is not { FrameAncestors.Count: > 0 } link) return;
        headers.ContentSecurityPolicy = WithoutFrames + string.Join(' ', link.FrameAncestors);
        headers.Remove("X-Frame-Options");
    }

    public static void AddDashboards(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Dashboard;
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
    }
}
