using System.Net;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class GoatCounterTests(CollectHost host) : IClassFixture<CollectHost>
{
    [Theory]
    [InlineData("POST", "/count", "anonymous.example")]
    [InlineData("GET", "/count/", "shop.example.com")]
    [InlineData("GET", "/compat/goatcounter/count", "www.anonymous.example")]
    [InlineData("POST", "/compat/goatcounter/ff_anonymous/count", "footfall.example")]
    [InlineData("GET", "/compat/goatcounter/ff_anonymous", "footfall.example")]
    public async Task AHitIsCountedForTheHostThatWasAskedOrForTheKey(string method, string address, string asked)
    {
        var hostname = $"c{Math.Abs((method + address).GetHashCode(StringComparison.Ordinal))}.example";
        var (status, _, answer) = await host.SendAsync(method, $"{address}?p=%2Fpath%3Fid%3D1&t=A%20title&r=https%3A%2F%2Fnews.ycombinator.com%2F&s=1280&b=0&q=%3Futm_source%3Dhn&rnd=x1",
            method == "POST" ? "" : null, ("Host", asked), ("Referer", $"https://{hostname}/ignored"));

        Assert.Equal((HttpStatusCode.OK, "image/gif"), (status, answer.Content.Headers.ContentType!.MediaType));
        var row = Assert.Single(await host.OfHostAsync(1, hostname, "name, path, url_query, title, referrer, screen_width, bot_reason"));
        Assert.Equal(("pageview", "/path", "?id=1&utm_source=hn", "A title", "news.ycombinator.com", "1280"), (row["name"], row["path"], row["url_query"], row["title"], row["referrer"], row["screen_width"]));
        Assert.Null(row["bot_reason"]);
    }

    [Fact]
    public async Task AnEventHasItsNameInThePlaceOfThePath()
    {
        await host.SendAsync("POST", "/compat/goatcounter/ff_anonymous/count?p=clicked-buy&e=true&t=Buy", "", ("Referer", "https://clicks.example/shop"));
        await host.SendAsync("POST", "/compat/goatcounter/ff_anonymous/count?p=/robot&b=150", "", ("Referer", "https://clicks.example/shop"));

        var stored = (await host.OfHostAsync(1, "clicks.example", "name, path, title, bot_reason")).OrderBy(row => row["name"]).ToList();
        Assert.Equal(("clicked-buy", "/shop", "Buy", null), (stored[0]["name"], stored[0]["path"], stored[0]["title"], stored[0]["bot_reason"]));
        Assert.NotNull(stored[1]["bot_reason"]);
    }

    [Fact]
    public async Task AServerTellsManyHitsByKeyOrToken()
    {
        const string hits = """
            {"no_sessions":true,"hits":[{"path":"/one","title":"One","ref":"https://a.example/","size":[1280,720,2],"query":"utm_source=x","language":"de","host":"hits.example","ip":"198.51.100.3","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","created_at":"2020-01-02T03:04:05Z"},
            {"path":"bought","event":true,"host":"hits.example","size":"1920,1080,1"}, 7, {}]}
            """;
        var (byKey, body, _) = await host.SendAsync("POST", "/api/v0/count", hits, ("Authorization", "Bearer ff_anonymous"));
        var (byToken, _, _) = await host.SendAsync("POST", "/compat/goatcounter/ff_identified/api/v0/count", hits, ("Authorization", "Basic " + Convert.ToBase64String("user:write-token"u8)));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted, """{"status":"ok"}"""), (byKey, byToken, body));
        var stranger = (await host.OfHostAsync(1, "hits.example", "name, path, time, browser, screen_width, screen_height, language, bot_reason")).OrderBy(row => row["name"]).ToList();
        Assert.Equal(["bought", "pageview"], stranger.Select(row => row["name"]));
        Assert.Equal(("/one", "Chrome", "1280", "720", "de"), (stranger[1]["path"], stranger[1]["browser"], stranger[1]["screen_width"], stranger[1]["screen_height"], stranger[1]["language"]));
        Assert.False(stranger[1]["time"]!.StartsWith("2020", StringComparison.Ordinal));
        var trusted = (await host.OfHostAsync(2, "hits.example", "name, time, browser")).OrderBy(row => row["name"]).ToList();
        Assert.Equal(("2020-01-02 03:04:05", "Firefox"), (trusted[1]["time"], trusted[1]["browser"]));
    }

    [Theory]
    [InlineData("GET", "/count?p=/", null, 400, "unknown_site")]
    [InlineData("GET", "/compat/goatcounter/ff_nobody/count?p=/", null, 400, "unknown_site")]
    [InlineData("GET", "/compat/goatcounter/ff_anonymous/count", null, 400, "\"p\"")]
    [InlineData("GET", "/compat/goatcounter/ff_sealed/count?p=/", null, 403, "sealed_only")]
    [InlineData("GET", "/compat/goatcounter/ff_limited/count?p=/", null, 503, "busy")]
    [InlineData("POST", "/compat/goatcounter/ff_anonymous/api/v0/count", "{}", 400, "hits")]
    [InlineData("POST", "/compat/goatcounter/ff_anonymous/api/v0/count", """{"hits":[]}""", 202, "ok")]
    public async Task WhatCannotBeTakenIsRefused(string method, string address, string? body, int status, string said)
    {
        var (answered, text, _) = await host.SendAsync(method, address, body);

        Assert.Equal(status, (int)answered);
        Assert.Contains(said, text, StringComparison.Ordinal);
    }
}
