using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Enrichment;

/// <summary>The user-agent client hints of a request, raw as the headers had them; null where absent. No hint is trusted to be well formed.</summary>
/// <param name="Brands">Sec-CH-UA: a list of brands with major versions.</param>
/// <param name="FullVersionList">Sec-CH-UA-Full-Version-List: the same with full versions.</param>
/// <param name="Platform">Sec-CH-UA-Platform, such as <c>"Windows"</c>.</param>
/// <param name="PlatformVersion">Sec-CH-UA-Platform-Version, such as <c>"15.0.0"</c>, which is Windows 11.</param>
/// <param name="Mobile">Sec-CH-UA-Mobile: <c>?1</c> or <c>?0</c>.</param>
/// <param name="Model">Sec-CH-UA-Model, such as <c>"Pixel 8"</c>.</param>
public readonly record struct ClientHints(string? Brands, string? FullVersionList, string? Platform, string? PlatformVersion, string? Mobile, string? Model)
{
    public static ClientHints None => default;

    /// <summary>Characters in all.</summary>
    internal int Length => (Brands?.Length ?? 0) + (FullVersionList?.Length ?? 0) + (Platform?.Length ?? 0)
        + (PlatformVersion?.Length ?? 0) + (Mobile?.Length ?? 0) + (Model?.Length ?? 0);

    public static ClientHints Read(IHeaderDictionary headers) => new(
        Header(headers, "Sec-CH-UA"),
        Header(headers, "Sec-CH-UA-Full-Version-List"),
        Header(headers, "Sec-CH-UA-Platform"),
        Header(headers, "Sec-CH-UA-Platform-Version"),
        Header(headers, "Sec-CH-UA-Mobile"),
        Header(headers, "Sec-CH-UA-Model"));

    private static string? Header(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) && values.Count > 0 && values[0] is { Length: > 0 } value ? value : null;
}
