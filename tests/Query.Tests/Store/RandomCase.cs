using System.Globalization;
using Footfall.Events;

namespace Footfall.Query.Tests.Store;

/// <summary>Random happenings and a random question about them. Few values of everything, so that they meet.</summary>
internal sealed record RandomCase(string TimeZone, IReadOnlyList<Happening> Happenings, string Question)
{
    public static readonly IReadOnlyList<Goal> Goals =
    [
        new() { Id = Guid.NewGuid(), DisplayName = "Blog", PagePath = "/blog/**" },
        new() { Id = Guid.NewGuid(), DisplayName = "Deep scroll", EventName = "scroll" },
        new() { Id = Guid.NewGuid(), DisplayName = "Sale", EventName = "buy", Currency = "EUR" },
        new() { Id = Guid.NewGuid(), DisplayName = "Sale abroad", EventName = "buy", Currency = "USD" },
        new() { Id = Guid.NewGuid(), DisplayName = "Signup", EventName = "signup" },
    ];

    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Beirut"];
    private static readonly string[] VisitDimensions =
    [
        "visit:source", "visit:channel", "visit:utm_campaign", "visit:browser", "visit:device", "visit:country", "visit:entry_page", "visit:exit_page",
        "visit:entry_page_hostname", "visit:exit_page_hostname", "visit:bot", "visit:screen", "visit:country_name", "visit:referrer", "visit:utm_source", "visit:utm_medium", "visit:utm_content", "visit:utm_term",
        "visit:click_id", "visit:browser_version", "visit:os", "visit:os_version", "visit:region", "visit:region_name", "visit:city", "visit:city_name", "visit:language",
        "visit:first_source", "visit:first_referrer", "visit:first_channel", "visit:first_utm_source", "visit:first_utm_medium", "visit:first_utm_campaign", "visit:first_utm_content", "visit:first_utm_term",
    ];

    private static readonly string[] MoreColumns = ["visit_referrer", "utm_source", "utm_medium", "utm_content", "utm_term", "click_id", "browser_version", "os", "os_version", "region", "city", "language",
        "first_source", "first_referrer", "first_channel", "first_utm_source", "first_utm_medium", "first_utm_campaign", "first_utm_content", "first_utm_term"];
    private static readonly string[] EventDimensions = ["event:page", "event:page", "event:hostname", "event:name", "event:goal", "event:goal", "event:props:plan", "event:props:it's \\\"odd\\\"", "event:bot"];
    private static readonly string[] TimeDimensions = ["time", "time:hour", "time:day", "time:week", "time:month", "time:minute"];
    private static readonly string[] SimpleMetrics = ["visitors", "visits", "pageviews", "events", "views_per_visit", "bounce_rate", "visit_duration"];

    /// <summary>The first day of the happenings: both clock changes of 2024 are near in one zone or another.</summary>
    private static readonly DateTime[] Starts =
        [new(2024, 3, 30, 0, 0, 0, DateTimeKind.Utc), new(2024, 10, 26, 0, 0, 0, DateTimeKind.Utc), new(2024, 11, 2, 0, 0, 0, DateTimeKind.Utc), new(2024, 4, 6, 0, 0, 0, DateTimeKind.Utc)];

    public static RandomCase Make(int seed)
    {
        var random = new Random(seed);
        var start = Pick(random, Starts);
        var happenings = Enumerable.Range(0, random.Next(0, 40)).Select(_ => MakeHappening(random, start)).ToList();
        return new RandomCase(Pick(random, Zones), happenings, MakeQuestion(random, start));
    }

    /// <summary>The same with some happenings left out.</summary>
    public IEnumerable<RandomCase> Smaller()
    {
        for (var size = Happenings.Count / 2; size >= 1; size /= 2)
        {
            for (var at = 0; at + size <= Happenings.Count; at += size)
                yield return this with { Happenings = [.. Happenings.Take(at), .. Happenings.Skip(at + size)] };
        }
    }

    public override string ToString() => $"{TimeZone}: {Question}\n{string.Join("\n", Happenings.OrderBy(h => h.Time).Select(h => string.Create(CultureInfo.InvariantCulture, $"  {h.Time:MM-dd HH:mm:ss} {h.Name} {h.Visitor} {h.Hostname}{h.Path} {h.Source} {h.BotReason} {h.EngagementMs} {h.ScrollDepth} {string.Join(",", h.Props)}")))}";

    private static Happening MakeHappening(Random random, DateTime start)
    {
        var visitor = random.Next(6);
        // Most happenings of a visitor lie close together, so that visits have several.
        var time = start.AddHours(6 * random.Next(12)).AddMinutes(25 * random.Next(5)).AddSeconds(random.Next(600));
        var name = Pick(random, ["pageview", "pageview", "pageview", "signup", "buy", "scroll", "page_leave"]);
        var attributes = new Random(visitor);
        return new Happening
        {
            Time = time,
            Name = name,
            Visitor = visitor == 5 ? null : (ulong)visitor,
            Path = Pick(random, ["/", "/a", "/blog/x", "/blog/2024/y", null]),
            Hostname = Pick(random, ["example.org", "shop.example.org"]),
            Source = Pick(random, ["Google", "Bing", null]),
            Channel = Pick(random, ["Direct", "Organic Search"]),
            Campaign = Pick(random, ["spring", null]),
            Browser = Pick(attributes, ["Chrome", "Firefox", null]),
            Device = Pick(attributes, ["Desktop", "Mobile"]),
            Country = Pick(attributes, ["DE", "US", null]),
            BotReason = random.Next(8) == 0 ? Pick(random, ["headless", "user_agent"]) : null,
            Interactive = random.Next(3) > 0,
            EngagementMs = name is "page_leave" ? (uint)random.Next(60_000) : null,
            ScrollDepth = name is "page_leave" or "scroll" ? (byte)random.Next(101) : null,
            Amount = name is "buy" && random.Next(4) > 0 ? random.Next(-500, 10_000) / 100m : null,
            Currency = name is "buy" ? Pick(random, ["EUR", "USD"]) : null,
            More = MoreColumns.Where(_ => random.Next(2) == 0).ToDictionary(column => column, _ => Pick(random, ["one", "Two"])),
            Props = random.Next(2) == 0 ? new Dictionary<string, string> { ["plan"] = Pick(random, ["pro", "free", "(none)"]), ["it's \"odd\""] = Pick(random, ["'", "\"); --"]) } : [],
        };
    }

    private static string MakeQuestion(Random random, DateTime start)
    {
        var dimensions = new List<string>();
        if (random.Next(3) == 0) dimensions.Add(Pick(random, TimeDimensions));
        if (random.Next(2) == 0) dimensions.Add(Pick(random, VisitDimensions));
        if (random.Next(3) == 0) dimensions.Add(Pick(random, EventDimensions));
        var filters = Enumerable.Range(0, random.Next(3)).Select(_ => MakeFilter(random, 0)).ToList();
        if (random.Next(4) == 0) filters.Add(Pick(random, ["[\"is\", \"event:goal\", [\"Signup\"]]", "[\"is\", \"event:goal\", [\"Blog\", \"Signup\"]]", "[\"contains\", \"event:goal\", [\"s\"], {\"case_sensitive\": false}]", "[\"is\", \"event:goal\", [\"Sale\"]]", "[\"is\", \"event:goal\", [\"sale\", \"Signup\"], {\"case_sensitive\": false}]", "[\"contains\", \"event:goal\", [\"Sale\"]]"]));
        var metrics = SimpleMetrics.Where(_ => random.Next(3) == 0).ToList();
        var text = string.Join(" ", dimensions.Concat(filters));
        if (dimensions.Count > 0 && random.Next(3) == 0) metrics.Add("percentage");
        if (text.Contains("event:goal", StringComparison.Ordinal)) metrics.Add(Pick(random, ["conversion_rate", "group_conversion_rate"]));
        if (random.Next(3) == 0) metrics.Add(Pick(random, ["total_revenue", "average_revenue"]));
        if (text.Contains("event:page", StringComparison.Ordinal) && random.Next(2) == 0) metrics.AddRange(["scroll_depth", "time_on_page"]);
        if (metrics.Count == 0) metrics.Add("visitors");
        var members = $"\"metrics\": {List(metrics)}, \"date_range\": {MakeRange(random, start)}, \"dimensions\": {List(dimensions)}, \"filters\": [{string.Join(", ", filters)}]";
        if (random.Next(4) == 0) members += $", \"order_by\": [[\"{Pick(random, [.. metrics, .. dimensions])}\", \"{Pick(random, ["asc", "desc"])}\"]]";
        return random.Next(6) == 0 ? members + ", \"pagination\": {\"limit\": 3, \"offset\": 1}" : members;
    }

    private static string MakeRange(Random random, DateTime start)
    {
        var (first, last) = (start.AddDays(random.Next(3)), start.AddDays(random.Next(3)));
        if (first > last) (first, last) = (last, first);
        return random.Next(4) switch
        {
            0 => $"[\"{first.AddHours(random.Next(24)).AddMinutes(random.Next(60)):yyyy-MM-ddTHH:mm:ssZ}\", \"{last.AddHours(24 + random.Next(12)).AddMinutes(random.Next(60)):yyyy-MM-ddTHH:mm:ssZ}\"]",
            1 => "\"all\"",
            _ => $"[\"{first:yyyy-MM-dd}\", \"{last:yyyy-MM-dd}\"]",
        };
    }

    private static string MakeFilter(Random random, int depth)
    {
        if (depth < 2 && random.Next(4) == 0)
        {
            return random.Next(6) switch
            {
                0 => $"[\"not\", {MakeFilter(random, depth + 1)}]",
                1 => $"[\"and\", [{MakeFilter(random, depth + 1)}, {MakeFilter(random, depth + 1)}]]",
                2 => $"[\"or\", [{MakeFilter(random, depth + 1)}, {MakeFilter(random, depth + 1)}]]",
                3 => $"[\"has_done\", {MakeCondition(random, events: true)}]",
                4 => $"[\"has_done\", [\"not\", [\"or\", [{MakeCondition(random, events: true)}, [\"is\", \"event:goal\", [\"Signup\"]]]]]]",
                _ => $"[\"has_not_done\", {MakeCondition(random, events: true)}]",
            };
        }

        return MakeCondition(random, events: random.Next(2) == 0);
    }

    private static string MakeCondition(Random random, bool events)
    {
        var (dimension, values) = events
            ? Pick(random, [("event:page", "\"/a\"|\"/blog/*\"|\"/blog/**\"|\"(not set)\"|\"/\""), ("event:hostname", "\"example.org\"|\"*.example.org\""), ("event:name", "\"pageview\"|\"scroll\"|\"signup\""), ("event:props:plan", "\"pro\"|\"(none)\"|\"free\"|\"PRO\"")])
            : Pick(random, [("visit:source", "\"Google\"|\"Direct / None\""), ("visit:device", "\"Mobile\""), ("visit:country", "\"DE\"|\"(not set)\""), ("visit:entry_page", "\"/\"|\"/blog/*\""), ("visit:exit_page", "\"/a\"|\"(not set)\""), ("visit:bot", "\"headless\"|\"(none)\""), ("visit:os", "\"one\"|\"TWO\"|\"(not set)\""), ("visit:utm_term", "\"Two\"|\"(not set)\""), ("visit:first_source", "\"Two\"|\"(none)\""), ("visit:country_name", "\"Germany\"|\"united states\"|\"(not set)\""), ("visit:exit_page_hostname", "\"shop.*.org\"|\"example.org\"")]);
        var choices = values.Split('|');
        var comparison = Pick(random, ["is", "is", "is_not", "contains", "contains_not", "matches_not", "matches", "matches_wildcard", "matches_wildcard_not"]);
        var chosen = comparison.StartsWith("is", StringComparison.Ordinal)
            ? string.Join(", ", choices.Where(_ => random.Next(2) == 0).DefaultIfEmpty(choices[0]))
            : comparison.StartsWith("matches_w", StringComparison.Ordinal) ? Pick(random, ["\"/*\"", "\"*o*\"", "\"/BLOG/**\"", "\"example.org\", \"p*\""])
            : Pick(random, ["\"o\"", "\"a\"", "\"e\"", "\"E\"", "\"G\", \"x\""]);
        var modifiers = random.Next(2) == 0 ? ", {\"case_sensitive\": false}" : "";
        return $"[\"{comparison}\", \"{dimension}\", [{chosen}]{modifiers}]";
    }

    private static string List(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(name => $"\"{name}\""))}]";

    private static T Pick<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}
