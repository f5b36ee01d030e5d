using Footfall.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Makes the raw hit of a request: the only place that reads addresses and user agents.</summary>
internal static class ReadHit
{
    private static readonly string[] PurposeHeaders = ["Sec-Purpose", "X-Purpose", "Purpose", "X-Moz"];

    public static RawHit From(HttpContext http, TrustedProxies proxies)
    {
        var headers = http.Request.Headers;
        return new RawHit
        {
            Address = ClientAddress.Find(http.Connection.RemoteIpAddress, Joined(headers["X-Forwarded-For"]), Joined(headers["Forwarded"]), proxies),
            UserAgent = First(headers.UserAgent),
            Brands = First(headers["Sec-CH-UA"]),
            FullVersionList = First(headers["Sec-CH-UA-Full-Version-List"]),
            Platform = First(headers["Sec-CH-UA-Platform"]),
            PlatformVersion = First(headers["Sec-CH-UA-Platform-Version"]),
            Mobile = First(headers["Sec-CH-UA-Mobile"]),
            Model = First(headers["Sec-CH-UA-Model"]),
            Purpose = Purpose(headers),
            OptsOut = IsOne(headers["DNT"]) || IsOne(headers["Sec-GPC"]),
        };
    }

    private static string? Purpose(IHeaderDictionary headers)
    {
        foreach (var name in PurposeHeaders)
        {
            if (First(headers[name]) is { } purpose) return purpose;
        }

        return null;
    }

    private static string? Joined(StringValues values) => values.Count == 0 ? null : values.ToString();

    private static string? First(StringValues values) => values.Count > 0 && values[0] is { Length: > 0 } value ? value : null;

    private static bool IsOne(StringValues values) => values.Count > 0 && values[0] is { } value && value.AsSpan().Trim() is "1";
}
