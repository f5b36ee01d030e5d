using System.Collections.Concurrent;
using System.Text;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Server.Web;

/// <summary>
/// The tracker's files under <c>/js</c>. <c>tracking.js</c> is <c>footfall.js</c> with the default project's key put in, so that one line without a key serves a deployment
/// with one project.
/// </summary>
internal sealed class TrackerEndpoints(ServerSettings settings, ShippedFiles shipped, ProjectDirectory projects)
{
    private const string KeyPlaceholder = "__FOOTFALL_DEFAULT_KEY__";
    private const string Cached = "public, max-age=3600, must-revalidate";
    private readonly ConcurrentDictionary<string, Asset> keyed = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/js/{file}", ["GET", "HEAD"], (string file, HttpContext context, TrackerEndpoints tracker) => tracker.SendAsync(file, context)).WithMetadata(new ReadsNoCookies());
        // The scripts that stand in for other products', where those are.
        MapForeign(routes, "plausible", "/compat/plausible/js/{file}", null);
        MapForeign(routes, "umami", "/script.js", "umami.js");
        MapForeign(routes, "umami", "/compat/umami/script.js", "umami.js");
        foreach (var address in new[] { "/matomo.js", "/piwik.js", "/matomo/matomo.js", "/piwik/piwik.js", "/compat/matomo/matomo.js", "/compat/matomo/piwik.js" }) MapForeign(routes, "matomo", address, "matomo.js");
        MapForeign(routes, "goatcounter", "/count.js", "goatcounter.js");
        MapForeign(routes, "goatcounter", "/compat/goatcounter/count.js", "goatcounter.js");
        MapForeign(routes, "goatcounter", "/compat/goatcounter/{key}/count.js", "goatcounter.js");
    }

    private static void MapForeign(IEndpointRouteBuilder routes, string product, string pattern, string? name) =>
        routes.MapMethods(pattern, ["GET", "HEAD"], (HttpContext context, TrackerEndpoints tracker) => tracker.SendAsync(name ?? (string)context.Request.RouteValues["file"]!, context))
            .WithMetadata(new ReadsNoCookies(), new ForeignProtocol(product));

    private async Task SendAsync(string file, HttpContext context)
    {
        // A page of any origin may load it, also with an integrity hash (crossorigin="anonymous").
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var asset = file == "tracking.js" ? WithDefaultKey() : shipped.Tracker.Find("/" + (IsPlausibles(file) ? "plausible.js" : file));
        if (asset is not null) await AssetFiles.SendAsync(context, asset, Cached);
        else
            await TypedResults.Problem($"There is no {file} here.", statusCode: 404, title: "No such file", extensions: new Dictionary<string, object?>
            {
                ["field"] = "file",
                ["remedy"] = "Use footfall.js, footfall.core.js, footfall.sealed.js, footfall.consent.js, footfall.vitals.js or tracking.js.",
            }).ExecuteAsync(context);
    }

    /// <summary>Its variants are told by the name, which the script reads itself: <c>script.hash.outbound-links.js</c>, <c>pa-….js</c>.</summary>
    private static bool IsPlausibles(string file) =>
        file.EndsWith(".js", StringComparison.Ordinal)
        && (file is "plausible.js" or "script.js" || file.StartsWith("script.", StringComparison.Ordinal) || file.StartsWith("plausible.", StringComparison.Ordinal) || file.StartsWith("pa-", StringComparison.Ordinal));

    private Asset? WithDefaultKey()
    {
        if (shipped.Tracker.Find("/footfall.js") is not { } script) return null;
        var key = DefaultProject()?.Key ?? "";
        return keyed.GetOrAdd(key, value => new Asset(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(script.Plain).Replace(KeyPlaceholder, value, StringComparison.Ordinal)), script.ContentType));
    }

    /// <summary>The project that FOOTFALL_DEFAULT_PROJECT names by id, domain or key; without it, the only project there is.</summary>
    private Project? DefaultProject() =>
        settings.DefaultProject is { } name ? projects.BySiteId(name) ?? projects.ByKey(name) : projects.All is [var only] ? only : null;
}
