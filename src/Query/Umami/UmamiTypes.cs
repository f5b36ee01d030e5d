namespace Footfall.Query.Umami;

/// <summary>Umami's words for what can be asked by, in our dimensions.</summary>
internal static class UmamiTypes
{
    private static readonly Dictionary<string, string> Dimensions = new(StringComparer.Ordinal)
    {
        ["path"] = "event:page",
        ["url"] = "event:page",
        ["entry"] = "visit:entry_page",
        ["exit"] = "visit:exit_page",
        ["referrer"] = "visit:referrer",
        ["domain"] = "visit:referrer",
        ["event"] = "event:name",
        ["tag"] = "event:props:tag",
        ["hostname"] = "event:hostname",
        ["host"] = "event:hostname",
        ["utmSource"] = "visit:utm_source",
        ["utmMedium"] = "visit:utm_medium",
        ["utmCampaign"] = "visit:utm_campaign",
        ["utmContent"] = "visit:utm_content",
        ["utmTerm"] = "visit:utm_term",
        ["browser"] = "visit:browser",
        ["os"] = "visit:os",
        ["device"] = "visit:device",
        ["language"] = "visit:language",
        ["country"] = "visit:country",
        ["region"] = "visit:region",
        ["city"] = "visit:city",
        ["channel"] = "visit:channel",
    };

    public static IEnumerable<string> All => Dimensions.Keys;

    public static string? DimensionOf(string type) => Dimensions.GetValueOrDefault(type);

    /// <summary>Types of which Umami counts events; of all others it counts visitors.</summary>
    public static bool CountsEvents(string type) => type is "event" or "tag";

    /// <summary>Types in which a visit without one has a row: the direct ones.</summary>
    public static bool HasRowForNone(string type) => type is "referrer" or "domain" or "channel";
}
