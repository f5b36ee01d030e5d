using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// Lets any site call the ingestion endpoints: the origin is echoed, never a star, since some SDKs send credentials (which are not read). Set before anything else, so that
/// errors carry it too: without it a browser takes a refusal for a network failure and repeats the request.
/// </summary>
internal static class Cors
{
    private const int LongestEcho = 512;

    private static readonly SearchValues<char> Printable =
        SearchValues.Create(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private static readonly StringValues True = "true";
    private static readonly StringValues VaryByOrigin = "Origin";
    private static readonly StringValues RetryAfter = "Retry-After";

    public static void Allow(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.Vary = VaryByOrigin;
        var origin = http.Request.Headers.Origin;
        if (!CanEcho(origin)) return;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = True;
        headers.AccessControlExposeHeaders = RetryAfter;
    }

    /// <summary>Answers a preflight.</summary>
    public static void Preflight(HttpContext http, string methods)
    {
        var headers = http.Response.Headers;
        headers.Vary = "Origin, Access-Control-Request-Headers";
        headers.AccessControlAllowMethods = methods;
        headers.AccessControlMaxAge = "86400";
        if (CanEcho(http.Request.Headers.AccessControlRequestHeaders)) headers.AccessControlAllowHeaders = http.Request.Headers.AccessControlRequestHeaders;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static bool CanEcho(StringValues value) =>
        value is [{ Length: > 0 and <= LongestEcho } text] && !text.AsSpan().ContainsAnyExcept(Printable);
}
