using System.Buffers;
using Footfall.Events;

namespace Footfall.Ingestion.Enrichment;

/// <summary>Judges whether a sender is thought to be no person. Thread-safe; memory is bounded.</summary>
/// <param name="datacenters">The owner's list of networks that only programs send from; none is shipped.</param>
public sealed class BotDetector(NetworkRanges? datacenters = null)
{
    // Beyond this nothing is read. Longer ones are not cached either.
    private const int LongestUserAgent = 1024;

    // The shortest that a browser sends are above 30; "Mozilla/5.0" by itself is 11.
    private const int ShortestUserAgent = 12;

    private static readonly SearchValues<string> s_headless = SearchValues.Create(
        ["HeadlessChrome", "Headless", "PhantomJS", "SlimerJS", "HtmlUnit", "jsdom", "Puppeteer", "Playwright", "Selenium", "WebDriver", "Cypress", "Splash"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_prefetch = SearchValues.Create(
        ["prefetch", "prerender", "preview"], StringComparison.OrdinalIgnoreCase);

    private readonly CrawlerList _crawlers = CrawlerList.ReadShipped();
    private readonly ReferrerSpamList _spam = ReferrerSpamList.ReadShipped();
    private readonly SlotCache<UserAgentMark, string?> _byUserAgent = new(1024);

    /// <summary>The reason (one of <see cref="BotReasons"/>), or null for a person.</summary>
    public string? Judge(in BotSignals signals)
    {
        if (signals.SaysAutomated) return BotReasons.Automation;
        if (!signals.IsServer && JudgeSender(signals) is { } reason) return reason;
        return !string.IsNullOrEmpty(signals.Referrer) && _spam.Contains(signals.Referrer) ? BotReasons.ReferrerSpam : null;
    }

    private string? JudgeSender(in BotSignals signals)
    {
        if (ByUserAgent(signals.UserAgent) is { } reason) return reason;
        if (IsHeadless(signals.Hints.Brands) || IsHeadless(signals.Hints.FullVersionList)) return BotReasons.Headless;
        if (signals.Purpose.AsSpan().ContainsAny(s_prefetch)) return BotReasons.Prefetch;
        return signals.Address is { } address && datacenters?.Contains(address) == true ? BotReasons.Datacenter : null;
    }

    private static bool IsHeadless(string? brands) => brands is { Length: < LongestUserAgent } && brands.AsSpan().ContainsAny(s_headless);

    private string? ByUserAgent(string? userAgent)
    {
        if (userAgent is null || userAgent.AsSpan().Trim().Length < ShortestUserAgent)
            return userAgent is { Length: > 0 } && _crawlers.Matches(userAgent) ? BotReasons.Crawler : BotReasons.NoUserAgent;
        if (userAgent.Length > LongestUserAgent) return Examine(userAgent.AsSpan(0, LongestUserAgent));
        var mark = UserAgentMark.Of(userAgent);
        if (_byUserAgent.TryFind(mark, out var known)) return known;
        var reason = Examine(userAgent);
        _byUserAgent.Keep(mark, reason);
        return reason;
    }

    private string? Examine(ReadOnlySpan<char> userAgent)
    {
        if (userAgent.ContainsAny(s_headless)) return BotReasons.Headless;
        return _crawlers.Matches(userAgent) || BotWords.AnyIn(userAgent) ? BotReasons.Crawler : null;
    }
}
