namespace Footfall.Events;

/// <summary>The parts of the overview that a shared link may show, and which dimensions belong to each.</summary>
public static class LinkPanels
{
    public const string Totals = "totals";
    public const string Behaviour = "behaviour";
    public const string Live = "live";

    private const string PropertyPrefix = "event:props:";

    private static readonly Dictionary<string, string[]> DimensionsByPanel = new(StringComparer.Ordinal)
    {
        ["acquisition"] =
        [
            "visit:channel", "visit:source", "visit:referrer", "visit:utm_source", "visit:utm_medium", "visit:utm_campaign", "visit:utm_content", "visit:utm_term",
            "visit:first_channel", "visit:first_source", "visit:first_referrer", "visit:first_utm_source", "visit:first_utm_medium", "visit:first_utm_campaign",
            "visit:first_utm_content", "visit:first_utm_term",
        ],
        ["content"] = ["event:page", "visit:entry_page", "visit:exit_page", "event:hostname"],
        ["places"] = ["visit:country", "visit:region", "visit:city", "visit:country_name", "visit:region_name", "visit:city_name"],
        ["devices"] = ["visit:browser", "visit:browser_version", "visit:os", "visit:os_version", "visit:device", "visit:screen", "visit:language"],
        [Behaviour] = ["event:goal", "event:name"],
    };

    /// <summary>
    /// Dimensions that may be published with a threshold, of which a link shows one a panel at most: those of one panel depend on each other (a city lies in a
    /// country, Safari runs on iOS), so that a hidden cell of one could be worked out from the cells of another.
    /// </summary>
    private static readonly Dictionary<string, string[]> PublishableByPanel = new(StringComparer.Ordinal)
    {
        ["acquisition"] = ["visit:source", "visit:channel", "visit:utm_campaign"],
        ["content"] = ["event:page", "visit:entry_page"],
        ["places"] = ["visit:country"],
        ["devices"] = ["visit:device", "visit:browser", "visit:os"],
    };

    public static IReadOnlyList<string> All { get; } = [Totals, "acquisition", "content", "places", "devices", Behaviour, Live];

    /// <summary>The panel that shows a dimension, or null where none does.</summary>
    public static string? Of(string dimension) => dimension.StartsWith(PropertyPrefix, StringComparison.Ordinal)
        ? Behaviour
        : DimensionsByPanel.FirstOrDefault(pair => pair.Value.Contains(dimension)).Key;

    /// <summary>What a panel may publish with a threshold, the usual one first; nothing where its cells cannot be kept apart.</summary>
    public static IReadOnlyList<string> Publishable(string panel) => PublishableByPanel.GetValueOrDefault(panel) ?? [];
}
