namespace Footfall.Cli.Demo;

/// <summary>Data: the pages of <c>web/demo</c>. A test holds these paths and titles against the files.</summary>
internal static class DemoSite
{
    public const string Cart = "/demo/cart/";
    public const string Checkout = "/demo/checkout/";
    public const string ThankYou = "/demo/thank-you/";

    private const string Article = "/demo/journal/water-decides-the-cup/";
    private const string Ridge = "/demo/products/morning-ridge/";
    private const string Sencha = "/demo/products/sea-mist-sencha/";
    private const string Kettle = "/demo/products/stone-kettle/";

    public static IReadOnlyDictionary<string, DemoPage> Pages { get; } = new DemoPage[]
    {
        new("/demo/", "Fern & Kettle – tea, kettles, and time", 22, 55, 0.5, ["/demo/products/", "/demo/products/", Ridge, Sencha, Kettle, Article, "/demo/planner/", "/demo/guide/", "/demo/pricing/", "/demo/journal/"]),
        new("/demo/products/", "Shop – Fern & Kettle", 20, 80, 0.25, [Ridge, Ridge, Sencha, Sencha, Kettle, "/demo/pricing/"]),
        new(Ridge, "Morning Ridge – Fern & Kettle", 34, 85, 0.47, [Sencha, Sencha, "/demo/products/", "/demo/about/", "/demo/guide/"]),
        new(Sencha, "Sea Mist Sencha – Fern & Kettle", 36, 85, 0.47, [Kettle, Kettle, "/demo/products/", "/demo/planner/", Article]),
        new(Kettle, "Stone Kettle – Fern & Kettle", 48, 88, 0.5, [Ridge, Ridge, "/demo/products/", "/demo/about/"]),
        new("/demo/pricing/", "Tea club – Fern & Kettle", 30, 75, 0.45, ["/demo/contact/", "/demo/products/", "/demo/about/"]),
        new("/demo/about/", "About – Fern & Kettle", 38, 82, 0.45, ["/demo/contact/", "/demo/products/", "/demo/journal/", Kettle]),
        new("/demo/journal/", "Journal – Fern & Kettle", 16, 70, 0.25, [Article, Article, "/demo/journal/a-week-at-the-drying-house/", "/demo/journal/the-chipped-bowl/"]),
        new(Article, "Water decides the cup – Fern & Kettle", 140, 62, 0.7, ["/demo/planner/", Sencha, "/demo/journal/", "/demo/"]),
        new("/demo/journal/a-week-at-the-drying-house/", "A week at the drying house – Fern & Kettle", 75, 78, 0.6, ["/demo/journal/the-chipped-bowl/", "/demo/products/"]),
        new("/demo/journal/the-chipped-bowl/", "The chipped bowl – Fern & Kettle", 62, 80, 0.62, [Article, "/demo/about/"]),
        new("/demo/planner/", "Leaf – Brew planner – Fern & Kettle", 24, 90, 0.25, ["/demo/planner/water/", "/demo/planner/water/", "/demo/products/"]),
        new("/demo/planner/water/", "Water – Brew planner – Fern & Kettle", 12, 90, 0.2, ["/demo/planner/time/", "/demo/planner/time/", "/demo/planner/"]),
        new("/demo/planner/time/", "Time – Brew planner – Fern & Kettle", 45, 90, 0.6, [Sencha, "/demo/"]),
        new("/demo/guide/", "Guide – Fern & Kettle", 20, 90, 0.45, ["/demo/guide/#/green", "/demo/guide/#/oolong", "/demo/guide/#/black", "/demo/products/"]),
        new("/demo/guide/#/green", "Green – Guide – Fern & Kettle", 18, 90, 0.35, [Sencha, "/demo/guide/#/white"]),
        new("/demo/guide/#/oolong", "Oolong – Guide – Fern & Kettle", 16, 90, 0.4, ["/demo/guide/#/black"]),
        new("/demo/guide/#/black", "Black – Guide – Fern & Kettle", 17, 90, 0.35, [Ridge, "/demo/guide/#/white"]),
        new("/demo/guide/#/white", "White – Guide – Fern & Kettle", 16, 90, 0.5, ["/demo/products/"]),
        new("/demo/contact/", "Contact – Fern & Kettle", 40, 85, 0.7, ["/demo/"]),
        new("/demo/lost/", "Not found – Fern & Kettle", 8, 100, 0.6, ["/demo/"]),
        new(Cart, "Basket – Fern & Kettle", 24, 90, 0.3, [Ridge, Sencha, Kettle]),
        new(Checkout, "Checkout – Fern & Kettle", 65, 92, 0.6, [Cart]),
        new(ThankYou, "Thank you – Fern & Kettle", 12, 100, 0.85, ["/demo/journal/"]),
    }.ToDictionary(page => page.Path);

    /// <summary>What a product costs, in euros.</summary>
    public static IReadOnlyDictionary<string, decimal> Prices { get; } = new Dictionary<string, decimal> { [Ridge] = 14.50m, [Sencha] = 18.90m, [Kettle] = 64.00m };

    /// <summary>Where visitors land, by the landing kind of their source.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Landings { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["direct"] = ["/demo/", "/demo/", "/demo/", "/demo/", "/demo/products/", "/demo/journal/", "/demo/planner/", Sencha],
        ["search"] = [Article, Article, Article, "/demo/", "/demo/", Ridge, Sencha, Sencha, Kettle, "/demo/guide/", "/demo/planner/", "/demo/journal/a-week-at-the-drying-house/", "/demo/lost/"],
        ["ai"] = [Article, Article, "/demo/guide/", "/demo/planner/", Kettle, "/demo/"],
        ["social"] = ["/demo/", "/demo/", Article, "/demo/journal/the-chipped-bowl/", "/demo/journal/a-week-at-the-drying-house/", Kettle],
        ["article"] = [Article, Article, Article, "/demo/journal/the-chipped-bowl/"],
        ["product"] = [Ridge, Sencha, Sencha, Kettle, "/demo/products/"],
    };
}
