using Microsoft.AspNetCore.Http;

namespace Footfall.Server.Remote;

/// <summary>
/// Lets in only what this dashboard's own pages ask for. Whatever passes is vouched for towards the remote server, whose own guard sees nothing of the browser any more.
/// </summary>
internal static class CallerGuard
{
    /// <summary>What is wrong with a request, or null. <paramref name="origin"/> is the dashboard's own.</summary>
    public static string? Refuse(HttpRequest request, string origin)
    {
        // A website whose name is made to lead to this machine would be asked under its own name.
        if (!string.Equals($"{request.Scheme}://{request.Host.Value}", origin, StringComparison.OrdinalIgnoreCase)) return $"Open the dashboard at {origin}/.";
        var named = request.Headers.Origin;
        if (named.Count > 0 && named != origin) return "The page that asks belongs to another origin.";
        var site = request.Headers["Sec-Fetch-Site"];
        var isOwn = site.Count == 0 || site == "same-origin" || (site == "none" && IsRead(request));
        // A link elsewhere may lead to the dashboard's pages, as to those of any website, but fetches nothing.
        if (!isOwn && !(IsRead(request) && IsPage(request))) return "The page that asks belongs to another website.";
        return !IsRead(request) && named.Count == 0 ? "A request that changes something names no origin." : null;
    }

    private static bool IsRead(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Upgrade.Count == 0;

    private static bool IsPage(HttpRequest request) => request.Headers["Sec-Fetch-Mode"] == "navigate" && !RemoteServer.IsData(request.Path.Value ?? "/");
}
