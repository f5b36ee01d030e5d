using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects;

/// <summary>What protocols that count by a picture answer: one transparent pixel.</summary>
internal static class TransparentGif
{
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    public static void Write(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store, no-cache, private";
        // Pages that isolate themselves load nothing from elsewhere without it.
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        response.ContentType = "image/gif";
        response.ContentLength = Gif.Length;
        response.BodyWriter.Write(Gif);
    }
}
