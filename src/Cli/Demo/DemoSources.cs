namespace Footfall.Cli.Demo;

/// <summary>Data: where visitors come from, with rough shares.</summary>
internal static class DemoSources
{
    public static DemoSource Direct { get; } = new(null, null, "direct", 0.4, 24);

    public static DemoSource HackerNews { get; } = new("https://news.ycombinator.com/", null, "article", 0.35, 0.6);

    public static DemoSource Newsletter { get; } = new(null, "utm_source=newsletter&utm_medium=email&utm_campaign={campaign}", "product", 0.55, 3);

    /// <summary>Those who advertise themselves in other people's statistics.</summary>
    public static DemoSource Spam { get; } = new("http://www.semalt.com/crawler.php", null, "direct", 0, 0);

    public static IReadOnlyList<DemoSource> All { get; } =
    [
        Direct, HackerNews, Newsletter,
        new("https://www.google.com/", null, "search", 0.55, 26),
        new("https://www.google.co.uk/", null, "search", 0.55, 3),
        new("https://www.bing.com/", null, "search", 0.15, 4),
        new("https://duckduckgo.com/", null, "search", 0.4, 4),
        new("https://www.ecosia.org/", null, "search", 0.3, 1.5),
        new("https://search.brave.com/", null, "search", 0.3, 1),
        new("https://search.yahoo.com/", null, "search", 0.4, 0.8),
        new("https://chatgpt.com/", "utm_source=chatgpt.com", "ai", 0.35, 3.5),
        new("https://www.perplexity.ai/", null, "ai", 0.3, 1.4),
        new("https://claude.ai/", null, "ai", 0.2, 1),
        new("https://gemini.google.com/", null, "ai", 0.3, 0.8),
        new("https://copilot.microsoft.com/", null, "ai", 0.1, 0.4),
        new("https://l.instagram.com/", null, "social", 0.95, 4) { InApp = true },
        new("https://www.facebook.com/", null, "social", 0.8, 2.5) { InApp = true },
        new("https://www.pinterest.com/", null, "product", 0.8, 2.2),
        new("https://www.reddit.com/", null, "article", 0.6, 2.4),
        new("https://t.co/xJ3k9", null, "social", 0.7, 1.2),
        new("https://bsky.app/", null, "article", 0.6, 0.9),
        new("https://mastodon.social/", null, "article", 0.4, 0.7),
        new("https://www.linkedin.com/", null, "social", 0.5, 0.9),
        new("https://www.youtube.com/", null, "product", 0.6, 1.6),
        new("https://www.google.com/", "utm_source=google&utm_medium=cpc&utm_campaign={campaign}&gclid=demo", "product", 0.6, 4),
        new("https://www.bing.com/", "utm_source=bing&utm_medium=cpc&utm_campaign={campaign}&msclkid=demo", "product", 0.2, 0.8),
        new("https://l.facebook.com/", "utm_source=facebook&utm_medium=paid_social&utm_campaign={campaign}&fbclid=demo", "product", 0.9, 2.2) { InApp = true },
        new(null, "utm_source=slow-mornings&utm_medium=podcast&utm_campaign={campaign}", "direct", 0.7, 0.8),
        new("https://kettles-compared.example/best-of", "utm_source=kettles-compared&utm_medium=affiliate", "product", 0.5, 1),
        new("https://github.com/", null, "direct", 0.1, 0.5),
        new("https://en.wikipedia.org/", null, "article", 0.5, 0.8),
        new("https://the-slow-cup.example/links", null, "article", 0.45, 1.3),
        new("https://mail.google.com/", null, "direct", 0.4, 0.8),
    ];
}
