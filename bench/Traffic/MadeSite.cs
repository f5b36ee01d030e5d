using Footfall.Events;

namespace Footfall.Bench.Traffic;

/// <summary>Data: a site of middling size. Earlier entries are met more often, as on real sites.</summary>
internal static class MadeSite
{
    public const string Hostname = "bench.localhost";

    public static IReadOnlyList<(string Path, string Title)> Pages { get; } =
    [
        ("/", "Home"), ("/pricing", "Pricing"), ("/blog", "Blog"), ("/docs", "Documentation"), ("/about", "About us"),
        .. Enumerable.Range(1, 395).Select(i => ($"/blog/{i * 7919 % 1000:000}-how-we-measured-step-{i}", $"How we measured step {i}")),
    ];

    public static IReadOnlyList<Acquisition> Sources { get; } =
    [
        Acquisition.Direct,
        new() { Source = "Google", Referrer = "google.com", Channel = "Organic Search" },
        new() { Source = "Hacker News", Referrer = "news.ycombinator.com", Channel = "Organic Social" },
        new() { Source = "ChatGPT", Referrer = "chatgpt.com", Channel = "AI Assistants", UtmSource = "chatgpt.com" },
        new() { Source = "Bing", Referrer = "bing.com", Channel = "Organic Search" },
        new() { Source = "newsletter", Channel = "Email", UtmSource = "newsletter", UtmMedium = "email", UtmCampaign = "autumn" },
        .. Enumerable.Range(1, 60).Select(i => new Acquisition { Source = $"site{i}.example", Referrer = $"site{i}.example/links/{i % 7}", Channel = "Referral" }),
    ];

    public static IReadOnlyList<Events.Client> Clients { get; } =
    [
        new("Chrome", "150", "Windows", "10", "Desktop"), new("Safari", "26.1", "iOS", "18.7", "Mobile"), new("Chrome", "150", "Android", "15", "Mobile"),
        new("Chrome", "150", "Mac", "10.15", "Desktop"), new("Firefox", "148.0", "Windows", "10", "Desktop"), new("Safari", "26.1", "Mac", "10.15", "Desktop"),
        new("Microsoft Edge", "150", "Windows", "10", "Desktop"), new("Firefox", "148.0", "GNU/Linux", null, "Desktop"),
        new("Samsung Browser", "29.0", "Android", "14", "Mobile"), new("Chrome", "149", "Android", "14", "Tablet"),
    ];

    public static IReadOnlyList<(ushort Width, ushort Height)> Screens { get; } = [(1920, 1080), (393, 852), (412, 915), (1440, 900), (2560, 1440), (1366, 768)];

    public static IReadOnlyList<(Place Place, string Language)> Places { get; } =
    [
        .. "US GB DE FR NL CA IN JP AU BR ES IT SE PL CH AT IE BE DK NO FI PT MX KR TR ZA SG NZ CZ UA".Split(' ')
            .SelectMany(country => Enumerable.Range(1, 12).Select(i => (new Place(country, $"{country}-{i % 5}", $"{country} city {i}"), country == "US" ? "en-US" : $"{country.ToLowerInvariant()}-{country}"))),
    ];
}
