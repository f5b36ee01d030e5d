namespace Footfall.Events;

/// <summary>The reasons that are stored as <c>bot_reason</c>.</summary>
public static class BotReasons
{
    /// <summary>The user agent names a known crawler, monitor, library or preview fetcher.</summary>
    public const string Crawler = "crawler";

    /// <summary>The user agent or the client hints name a browser without a window.</summary>
    public const string Headless = "headless";

    /// <summary>The client says that a program drives it.</summary>
    public const string Automation = "automation";

    /// <summary>The address lies in a range that the owner lists as a data centre's.</summary>
    public const string Datacenter = "datacenter";

    /// <summary>The referrer is a site known to advertise itself by false referrers.</summary>
    public const string ReferrerSpam = "referrer_spam";

    /// <summary>There is no user agent, or nothing in it that a browser would send.</summary>
    public const string NoUserAgent = "no_user_agent";

    /// <summary>The page was fetched ahead of a visit that may never come.</summary>
    public const string Prefetch = "prefetch";

    public static IReadOnlyList<string> All { get; } = [Crawler, Headless, Automation, Datacenter, ReferrerSpam, NoUserAgent, Prefetch];
}
