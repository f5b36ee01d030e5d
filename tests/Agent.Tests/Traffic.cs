using System.Globalization;
using System.Text.Json.Nodes;

namespace Footfall.Agent.Tests;

/// <summary>Made page loads of the last days, the same for the same seed.</summary>
public static class Traffic
{
    private static readonly string[] Pages = ["/", "/pricing", "/blog/first", "/blog/second", "/about"];
    private static readonly string?[] Referrers = [null, "https://www.google.com/", "https://news.ycombinator.com/item?id=1", null];

    /// <summary>Each of two to four events; visitors come back within and beyond half an hour, so that visits run through any cut.</summary>
    public static List<JsonObject[]> PageLoads(int count, int seed, DateTimeOffset now, int visitors = 40)
    {
        // Not for secrets: the same traffic must be made twice.
#pragma warning disable CA5394
        var random = new Random(seed);
        List<JsonObject[]> loads = [];
        for (var i = 0; i < count; i++)
        {
            var visitor = random.Next(visitors);
            var at = now.AddMinutes(-10 - random.Next(60 * 24 * 5));
            var page = Pages[random.Next(Pages.Length)];
            var referrer = Referrers[random.Next(Referrers.Length)];
            JsonObject Event(string name, int seconds, JsonObject? props = null) => new()
            {
                ["id"] = new Guid(i, (short)seconds, (short)seed, 0x80, 0, 0, 0, 0, 0, 0, (byte)name.Length).ToString(),
                ["name"] = name,
                ["time"] = at.AddSeconds(seconds).ToUnixTimeMilliseconds(),
                ["url"] = $"https://site.example{page}",
                ["title"] = "Page " + page,
                ["referrer"] = referrer,
                ["visitor"] = string.Create(CultureInfo.InvariantCulture, $"visitor-{seed}-{visitor}"),
                ["session"] = string.Create(CultureInfo.InvariantCulture, $"session-{seed}-{visitor}-{at.Hour / 4}"),
                ["props"] = props,
            };
            List<JsonObject> events = [Event("pageview", 0)];
            if (random.Next(3) == 0) events.Add(Event("signup", 5, new JsonObject { ["plan"] = random.Next(2) == 0 ? "free" : "paid", ["seats"] = random.Next(1, 9) }));
            if (random.Next(2) == 0) events.Add(Event("scrolled", 9));
            loads.Add([.. events]);
        }
#pragma warning restore CA5394
        return loads;
    }
}
