using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.AspNetCore.Requests;

/// <summary>The pattern that a request matched, never what stood in the place of its parameters.</summary>
internal static class RouteTemplate
{
    /// <summary>Of a request that matched none: what was asked for is nobody's business.</summary>
    public const string None = "(none)";

    private static readonly HashSet<string> Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Head, HttpMethods.Options, HttpMethods.Connect, HttpMethods.Trace];

    public static string Of(HttpContext http)
    {
        // A handler of errors has put itself in the endpoint's place.
        var endpoint = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint();
        return endpoint is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.TrimStart('/') : None;
    }

    /// <summary>Of the methods that there are; anybody can send words of their own.</summary>
    public static string MethodOf(HttpContext http) => Methods.TryGetValue(http.Request.Method, out var known) ? known : "OTHER";
}
