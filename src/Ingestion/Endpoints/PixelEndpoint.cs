using System.Buffers;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// <c>GET /pixel.gif</c>: a pageview from where no script runs. The page is told by the query, else by the Referer header. <c>HEAD</c> counts nothing: link
/// checkers and proxies ask so, and nobody sees a page.
/// </summary>
internal sealed class PixelEndpoint(Reception reception, IngestionLimits limits)
{
    private const string Methods = "GET, HEAD";

    /// <summary>The smallest transparent GIF: one pixel.</summary>
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    public Task HandleAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store, no-cache, private";
        return HttpMethods.IsHead(http.Request.Method)
            ? reception.ReceiveAsync(http, "pixel_head", HttpMethods.Head, Show, Methods)
            : reception.ReceiveAsync(http, "pixel", HttpMethods.Get, Take, Methods);
    }

    private static ValueTask<Refusal?> Show(HttpContext http)
    {
        Head(http.Response);
        return ValueTask.FromResult<Refusal?>(null);
    }

    private ValueTask<Refusal?> Take(HttpContext http)
    {
        var query = http.Request.Query;
        var draft = new Draft
        {
            Name = Text(query["name"], limits.NameLength + 1) ?? EventNames.Pageview,
            Url = Text(query["url"], limits.ValueLength * 2) ?? Text(http.Request.Headers.Referer, limits.ValueLength * 2),
            Title = Text(query["title"], limits.ValueLength * 2),
            Referrer = Text(query["referrer"], limits.ValueLength * 2),
            Library = "pixel",
        };
        var request = new CollectRequest { Key = Text(query["key"], 200) };
        request.Drafts.Add(draft);
        return reception.TakeAsync(http, request, takesNames: true, Answer);
    }

    private static void Answer(HttpContext http, IntakeOutcome outcome, bool? stored)
    {
        var response = http.Response;
        Head(response);
        if (outcome.Dropped.Count > 0) response.Headers["X-Footfall-Dropped"] = outcome.Dropped[0].Drop.Reason.WireName();
        response.BodyWriter.Write(Gif);
    }

    private static void Head(HttpResponse response)
    {
        response.ContentType = "image/gif";
        response.ContentLength = Gif.Length;
        // Pages that isolate themselves load nothing from elsewhere without it.
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    private static string? Text(StringValues values, int limit) =>
        values.Count > 0 && values[0] is { Length: > 0 } text ? JsonText.Cut(text, limit) : null;
}
