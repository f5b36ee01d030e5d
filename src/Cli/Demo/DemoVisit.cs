namespace Footfall.Cli.Demo;

/// <summary>Walks one visit over the site, page by page.</summary>
internal sealed class DemoVisit(DemoRandom random, DemoVisitor visitor, DateTime start)
{
    // Where the demo project's events say that they come from: the domain by which questions ask for it.
    private const string Origin = "https://demo.localhost";
    private const int MostPages = 14;

    private static readonly string[] s_plans = ["sip", "pot", "pot", "samovar"];
    private static readonly string[] s_teas = ["green", "black", "white"];

    private readonly List<DemoEvent> _events = [];
    private readonly List<string> _basket = [];
    private DateTime _now = start;

    /// <param name="query">Campaign parameters of the landing page, or null.</param>
    public IReadOnlyList<DemoEvent> Walk(string landing, string? referrer, string? query)
    {
        var page = DemoSite.Pages[landing];
        // A fragment never travels with a query here: campaigns land on whole pages.
        var url = Origin + page.Path + (query is null ? "" : "?" + query);
        for (var count = 1; count <= MostPages; count++)
        {
            Add("pageview", url, page);
            _events[^1] = _events[^1] with { Referrer = referrer };
            var next = visitor.IsProgram ? null : Look(page, url);
            if (next is null) break;
            referrer = url;
            page = DemoSite.Pages[next];
            url = Origin + page.Path + (next is DemoSite.Cart or DemoSite.Checkout ? "?items=" + string.Join(',', _basket) : "");
        }

        return _events;
    }

    /// <summary>What happens on a page; the path of the next one, or null at the visit's end.</summary>
    private string? Look(DemoPage page, string url)
    {
        var seconds = random.Around(page.Seconds);
        _now += TimeSpan.FromMilliseconds((long)(seconds * 600));
        var next = Act(page, url) ?? (random.Chance(page.Leaves) ? null : page.Links[random.Below(page.Links.Count)]);
        _now += TimeSpan.FromMilliseconds((long)(seconds * 400));
        var depth = Math.Clamp(page.Depth + (int)((random.Fraction() - 0.5) * 70), 8, 100);
        // A tab is not always in front.
        var visible = seconds * (random.Chance(0.8) ? 1 : 0.3);
        Add("page_leave", url, page);
        _events[^1] = _events[^1] with { EngagementMs = (uint)(visible * 1000), ScrollDepth = (byte)depth };
        _now += TimeSpan.FromMilliseconds(150 + random.Below(400));
        return next;
    }

    private string? Act(DemoPage page, string url)
    {
        if (DemoSite.Prices.TryGetValue(page.Path, out var price)) return Consider(page, url, price);
        if (page.Path == DemoSite.Cart && random.Chance(0.55)) return DemoSite.Checkout;
        if (page.Path == DemoSite.Checkout) return random.Chance(0.62) ? Buy(page, url) : null;
        if (page.Path == "/demo/pricing/" && random.Chance(0.09)) return Then(page, url, "plan.chosen", "/demo/contact/", ("plan", s_plans[random.Below(s_plans.Length)]));
        if (page.Path == "/demo/contact/" && random.Chance(0.3)) Add("contact.sent", url, page, ("topic", "general"));
        else if (page.Path == "/demo/planner/time/" && random.Chance(0.5)) Add("timer.started", url, page, ("tea", s_teas[random.Below(s_teas.Length)]));
        else if (page.Path == "/demo/lost/") Add("page.missing", url, page, ("path", page.Path));
        if (random.Chance(0.012)) Add("newsletter.signup", url, page, ("place", "footer"));
        if (random.Chance(0.008)) Add("file_download", url, page, ("url", Origin + "/demo/downloads/brewing-card.pdf"));
        if (random.Chance(0.006)) Add("outbound_click", url, page, ("url", "https://www.example.org/tea"));
        return null;
    }

    private string? Consider(DemoPage page, string url, decimal price)
    {
        if (!random.Chance(0.12)) return null;
        var product = page.Path.Split('/')[3];
        _basket.Add(product);
        return Then(page, url, "cart.added", DemoSite.Cart, ("product", product), ("price", price));
    }

    private string Buy(DemoPage page, string url)
    {
        if (_basket.Count == 0) _basket.Add("morning-ridge");
        Add("form_submit", url, page, ("form", "checkout"), ("fields", "name,address,delivery"));
        Add("purchase", url, page, ("items", _basket.Count), ("product", _basket[0]), ("delivery", random.Chance(0.85) ? "post" : "pickup"));
        _events[^1] = _events[^1] with { Revenue = _basket.Sum(product => DemoSite.Prices[$"/demo/products/{product}/"]) };
        _basket.Clear();
        return DemoSite.ThankYou;
    }

    private string Then(DemoPage page, string url, string name, string next, params (string, object)[] props)
    {
        Add(name, url, page, props);
        return next;
    }

    private void Add(string name, string url, DemoPage page, params (string, object)[] props)
    {
        _now += TimeSpan.FromMilliseconds(5);
        _events.Add(new DemoEvent { Id = DemoIds.Next(random, _now), Time = _now, Name = name, Url = url, Title = page.Title, Visitor = visitor, Props = props });
    }
}
