using Footfall.Events;

namespace Footfall.Ingestion.Enrichment;

/// <summary>Tells browser, operating system and device class from a user agent and its client hints. Thread-safe; memory is bounded.</summary>
public sealed class UserAgentParser
{
    // Beyond this nothing is read; the longest that in-app browsers send are about 500.
    private const int LongestUserAgent = 1024;

    // Longer ones are read anew each time, so that 2,048 of them stay below some 4 MB.
    private const int LongestCached = 1024;

    private readonly UserAgentTable _table = UserAgentTable.Default;
    private readonly SlotCache<(string UserAgent, ClientHints Hints), Client> _cache = new(2048);

    /// <summary>What the two tell; never throws, whatever the input. Hints win over the user agent where both speak.</summary>
    public Client Parse(string? userAgent, in ClientHints hints)
    {
        userAgent ??= "";
        if (userAgent.Length == 0 && hints == ClientHints.None) return Client.Unknown;
        if (_cache.TryFind((userAgent, hints), out var known)) return known;
        var client = Read(userAgent.AsSpan(0, Math.Min(userAgent.Length, LongestUserAgent)), hints);
        if (userAgent.Length + hints.Length <= LongestCached) _cache.Keep((userAgent, hints), client);
        return client;
    }

    private Client Read(ReadOnlySpan<char> userAgent, in ClientHints hints)
    {
        Span<int> seen = stackalloc int[_table.RuleCount];
        var scan = UserAgentScan.Run(userAgent, _table, seen);
        var (os, osVersion, osDevice) = SystemOf(scan, hints);
        var (browser, browserVersion) = BrowserOf(scan, hints, os);
        // Since version 26 Safari on iOS freezes the system's version in the user agent, and its own version is the system's.
        if (os == "iOS" && browser == "Safari" && VersionText.Major(browserVersion) >= 26) osVersion = browserVersion;
        return new Client(browser, browserVersion, os, osVersion, DeviceOf(scan, hints, os, osDevice));
    }

    private (string? Name, string? Version, string? Device) SystemOf(in UserAgentScan scan, in ClientHints hints)
    {
        var told = scan.System;
        var hinted = hints.Platform is { Length: < 64 } platform && _table.Platforms.TryGetValue(platform.AsSpan().Trim("\" "), out var rule) ? rule : null;
        // The hint "Linux" tells less than a user agent that names a distribution or a television's system.
        if (hinted is null || (hinted.Name == "Linux" && told is not null && told.Name != "Android"))
            return told is null ? default : (told.Name, ToldVersion(scan, told), told.Device);
        var version = hints.PlatformVersion is { Length: < 64 } text ? HintedVersion(hinted.Name, text.AsSpan().Trim("\" ")) : null;
        if (version is null && told?.Name == hinted.Name) version = ToldVersion(scan, told!);
        return (hinted.Name, version, hinted.Device ?? (told?.Name == hinted.Name ? told!.Device : null));
    }

    private string? ToldVersion(in UserAgentScan scan, UserAgentRule system)
    {
        if (system.FixedVersion is { } fixedVersion) return fixedVersion;
        var version = VersionText.Shorten(scan.VersionOf(system));
        return system.Name == "Windows" ? version is not null && _table.Windows.TryGetValue(version, out var name) ? name : null : version;
    }

    private static string? HintedVersion(string? system, ReadOnlySpan<char> version)
    {
        if (system != "Windows") return VersionText.Major(version) > 0 ? VersionText.Shorten(version) : null;
        // The numbers of the Universal API contract, as the client hints' documentation maps them.
        return VersionText.Major(version) switch
        {
            >= 13 => "11",
            > 0 => "10",
            0 => VersionText.Shorten(version) switch { "0.1" => "7", "0.2" => "8", "0.3" => "8.1", _ => null },
            _ => null,
        };
    }

    private (string? Name, string? Version) BrowserOf(in UserAgentScan scan, in ClientHints hints, string? os)
    {
        var (name, version) = ToldBrowser(scan, os);
        var brand = BrandList.Best(hints.FullVersionList, _table, out var hintedVersion)
            ?? BrandList.Best(hints.Brands, _table, out hintedVersion);
        if (brand is null) return (name, version);
        // The engine's own brands are in every list: they yield to anything that the user agent names more closely.
        var isEngine = brand.Name is "Chrome" or "Chromium" or "Android WebView";
        if (isEngine && name is not (null or "Chrome" or "Chromium" or "Android WebView" or "Safari")) return (name, version);
        if (brand.Name == "Chromium" && name is "Chrome" or "Android WebView") return (name, version);
        return (brand.Name, VersionText.Shorten(hintedVersion) ?? (name == brand.Name ? version : null));
    }

    private (string? Name, string? Version) ToldBrowser(in UserAgentScan scan, string? os)
    {
        if (scan.Browser is not { } rule)
        {
            if (!scan.BotName.IsEmpty) return (Bounded(scan.BotName), null);
            return scan.Saw(_table.WebKit) && os is "iOS" or "macOS" ? (os + " WebView", null) : (null, null);
        }

        var version = VersionText.Shorten(scan.VersionOf(rule));
        if (!scan.BotName.IsEmpty && rule.Name is "Chrome" or "Safari" or "Firefox" or "Internet Explorer" or "Edge")
            return (Bounded(scan.BotName), null);
        return (rule.Name, os) switch
        {
            ("Safari", "Android") => ("Android Browser", version),
            ("Chrome", "Android") when scan.Saw(_table.WebView) || scan.Saw(_table.Version) => ("Android WebView", version),
            ("Safari", "Windows" or "Chrome OS") when !scan.Saw(_table.Version) => (null, null),
            _ => (rule.Name, version),
        };
    }

    private static string Bounded(ReadOnlySpan<char> name) => name[..Math.Min(name.Length, 32)].ToString();

    private string? DeviceOf(in UserAgentScan scan, in ClientHints hints, string? os, string? osDevice)
    {
        if (!scan.BotName.IsEmpty) return "Bot";
        if (osDevice is "TV" or "Console") return osDevice;
        if (scan.HasTv) return "TV";
        if (hints.Mobile == "?1") return "Mobile";
        if (osDevice is "Tablet" || (scan.HasTablet && os != "Windows")) return "Tablet";
        if (hints.Mobile == "?0" && os == "Android") return "Tablet";
        if (scan.HasMobile || osDevice == "Mobile") return "Mobile";
        // Browsers on tablets leave "Mobile" out; what is no browser says nothing by leaving it out.
        if (os is "Android" or "HarmonyOS") return scan.Saw(_table.WebKit) || scan.Browser?.Name == "Firefox" ? "Tablet" : "Mobile";
        return osDevice;
    }
}
