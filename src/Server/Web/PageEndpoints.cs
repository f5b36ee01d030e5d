using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Footfall.Server.Web;

/// <summary>The dashboard at <c>/</c>, a single page whose own router knows the addresses below it, and the demo site at <c>/demo</c>.</summary>
internal sealed class PageEndpoints(ServerSettings settings, ShippedFiles shipped, KnownAddresses known)
{
    private readonly AssetFiles lost = new(Path.Combine(settings.WebRoot, "demo", "lost"));

    /// <summary>The first segments of the dashboard's own addresses, as its router has them; a test holds the two together.</summary>
    internal static readonly string[] Pages = ["", "login", "setup", "recover", "invitation", "projects", "vaults", "account", "tokens", "audit", "share", "unsubscribe"];

    /// <summary>Addresses that belong to programs: an unknown one is answered as such, never by the dashboard's page.</summary>
    private static readonly string[] ForPrograms = ["/api", "/js", "/collect", "/track", "/demo", "/events", "/export", "/live", "/metrics", "/health", "/compat", "/mcp"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapFallback("{**path}", (HttpContext context, PageEndpoints pages) => pages.SendAsync(context));

    public static void UseDemoSite(IApplicationBuilder app, ServerSettings settings)
    {
        var folder = Path.Combine(settings.WebRoot, "demo");
        if (!Directory.Exists(folder)) return;
        var types = new FileExtensionContentTypeProvider();
        app.UseFileServer(new FileServerOptions
        {
            RequestPath = "/demo",
            FileProvider = new PhysicalFileProvider(folder),
            RedirectToAppendTrailingSlash = true,
            StaticFileOptions = { ContentTypeProvider = types, OnPrepareResponse = sent => sent.Context.Response.Headers.CacheControl = "no-cache" },
        });
    }

    /// <summary>One of the dashboard's files, or its page at one of its own addresses; false where the request is for neither.</summary>
    public static async Task<bool> TrySendDashboardAsync(HttpContext context, AssetFiles dashboard)
    {
        var path = context.Request.Path.Value ?? "/";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) return false;
        // Browsers ask for it by this name wherever a page names no icon: on problem documents, on the pixel.
        var asset = dashboard.Find(path == "/favicon.ico" ? "/favicon.svg" : path) ?? (Pages.Contains(path.Split('/')[1], StringComparer.Ordinal) ? dashboard.Find("/index.html") : null);
        if (asset is null) return false;
        await AssetFiles.SendAsync(context, asset, path.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache");
        return true;
    }

    private async Task SendAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (await TrySendDashboardAsync(context, shipped.Dashboard)) return;
        if (isRead && AsksForPage(context.Request) && PageOfUnknown(context.Request.Path) is { } notFound)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            // Without its validator: a 304 would say that the address exists.
            context.Request.Headers.IfNoneMatch = default;
            await AssetFiles.SendAsync(context, notFound, "no-store");
        }
        else if (known.Explain(context) is { } explanation)
        {
            await explanation.ExecuteAsync(context);
        }
        else
        {
            await TypedResults.Problem($"Nothing answers {context.Request.Method} {path}.", statusCode: 404, title: "No such address", extensions: new Dictionary<string, object?>
            {
                ["field"] = "path",
                ["remedy"] = "See docs/api for the addresses that exist.",
            }).ExecuteAsync(context);
        }
    }

    /// <summary>What a person sees at an address that does not exist; null where only programs go.</summary>
    private Asset? PageOfUnknown(PathString path)
    {
        if (path.StartsWithSegments("/demo", StringComparison.Ordinal)) return lost.Find("/index.html");
        return Array.Exists(ForPrograms, prefix => path.StartsWithSegments(prefix, StringComparison.Ordinal)) ? null : shipped.Dashboard.Find("/index.html");
    }

    /// <summary>Browsers name HTML when a person opens an address; programs, images and scripts do not.</summary>
    private static bool AsksForPage(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
