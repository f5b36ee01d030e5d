using Footfall.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Server.Web;

/// <summary>Tells every asker which files this server hands to browsers, so that watchers elsewhere can compare them with a build of their own.</summary>
internal static class ManifestEndpoint
{
    public const string Address = "/.well-known/footfall.json";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Address, Answer).WithMetadata(new ReadsNoCookies());

    private static IResult Answer(HttpContext context, ShippedFiles shipped)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return TypedResults.Json(Manifest.Of(shipped), ServerJson.Default.Manifest);
    }
}
