namespace Footfall.Cli.Import;

/// <summary>Other products' words for browsers, systems and devices in Footfall's own.</summary>
internal static class Names
{
    private static readonly Dictionary<string, string> s_browsers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["chrome"] = "Chrome",
        ["crios"] = "Chrome",
        ["chromium-webview"] = "Chrome",
        ["chrome mobile"] = "Chrome",
        ["firefox"] = "Firefox",
        ["fxios"] = "Firefox",
        ["firefox mobile"] = "Firefox",
        ["safari"] = "Safari",
        ["ios"] = "Safari",
        ["ios-webview"] = "Safari",
        ["mobile safari"] = "Safari",
        ["edge"] = "Edge",
        ["edge-chromium"] = "Edge",
        ["edge-ios"] = "Edge",
        ["microsoft edge"] = "Edge",
        ["opera"] = "Opera",
        ["opera-mini"] = "Opera Mini",
        ["samsung"] = "Samsung Internet",
        ["samsung browser"] = "Samsung Internet",
        ["yandexbrowser"] = "Yandex Browser",
        ["facebook"] = "Facebook",
        ["instagram"] = "Instagram",
        ["ie"] = "Internet Explorer",
    };

    private static readonly Dictionary<string, string> s_devices = new(StringComparer.OrdinalIgnoreCase)
    {
        ["desktop"] = "Desktop",
        ["laptop"] = "Desktop",
        ["mobile"] = "Mobile",
        ["smartphone"] = "Mobile",
        ["phablet"] = "Mobile",
        ["feature phone"] = "Mobile",
        ["tablet"] = "Tablet",
        ["tv"] = "TV",
        ["smart tv"] = "TV",
        ["console"] = "Console",
    };

    public static string? Browser(string? name) => string.IsNullOrWhiteSpace(name) ? null : s_browsers.GetValueOrDefault(name, name);

    /// <summary>Null for what Footfall has no word for.</summary>
    public static string? Device(string? name) => name is null ? null : s_devices.GetValueOrDefault(name);

    /// <summary>The system without its version, which some products write into its name.</summary>
    public static string? Os(string? name) => name switch
    {
        null or "" => null,
        _ when name.StartsWith("Windows", StringComparison.OrdinalIgnoreCase) => "Windows",
        _ when name.StartsWith("Mac", StringComparison.OrdinalIgnoreCase) => "macOS",
        _ when name.StartsWith("iOS", StringComparison.OrdinalIgnoreCase) => "iOS",
        _ when name.StartsWith("Android", StringComparison.OrdinalIgnoreCase) => "Android",
        _ when name is "GNU/Linux" => "Linux",
        _ => name,
    };

    /// <summary>ISO 3166-1 in capitals, or null.</summary>
    public static string? Country(string? code) => code is { Length: 2 } && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1]) ? code.ToUpperInvariant() : null;
}
