using Microsoft.AspNetCore.Http;

namespace Footfall.AspNetCore.Requests;

/// <summary>Decides whether a request's visitor may be counted.</summary>
internal sealed class RequestPrivacy(FootfallWebOptions options)
{
    private static readonly object Key = new();

    public bool IsOptedOut(HttpContext http) => http.Items.ContainsKey(Key) || Signals(http.Request.Headers) || IsQuiet(http);

    /// <summary>The endpoint is of those that are not told of.</summary>
    public static bool IsQuiet(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<NoTrackingAttribute>() is not null;

    public static void OptOut(HttpContext http) => http.Items[Key] = true;

    private bool Signals(IHeaderDictionary headers) => (options.HonourSignals && (headers["DNT"] == "1" || headers["Sec-GPC"] == "1")) || HasHeader(headers);

    private bool HasHeader(IHeaderDictionary headers) =>
        options.OptOutHeader.Length > 0 && headers.TryGetValue(options.OptOutHeader, out var value) && value.ToString() is not ("0" or "false");
}
