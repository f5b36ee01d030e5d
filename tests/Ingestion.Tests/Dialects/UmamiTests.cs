using System.Net;
using System.Text.Json.Nodes;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class UmamiTests(CollectHost host) : IClassFixture<CollectHost>
{
    private static readonly string Website = CollectHost.FirstId.ToString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/compat/umami")]
    public async Task WhatTheNodeClientSentIsStored(string prefix)
    {
        var before = (await host.StoredAsync(1, "name")).Count;
        foreach (var request in Recording.Of("umami-node", prefix))
        {
            using var answer = await host.Client.SendAsync(request, Cancellation);
            var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(Guid.TryParse((string)told["sessionId"]!, out _) && Guid.TryParse((string)told["visitId"]!, out _));
        }

        var stored = (await host.StoredAsync(1, "name, hostname, path, url_query, referrer, title, language, screen_width, screen_height, props, numbers, bot_reason, user_id, interactive")).Skip(before)
            .OrderBy(row => row["name"]).ToList();
        Assert.Equal(["identify", "order_completed", "pageview", "signup"], stored.Select(row => row["name"]));
        Assert.All(stored, row => Assert.Equal((null, null), (row["bot_reason"], row["user_id"])));
        Assert.DoesNotContain("ada", stored[0]["props"] ?? "", StringComparison.Ordinal);
        Assert.Equal("false", stored[0]["interactive"]);
        Assert.Equal(("shop.example.com", "/checkout", "{total=42.5}"), (stored[1]["hostname"], stored[1]["path"], stored[1]["numbers"]));
        Assert.Equal(("/pricing", "?utm_source=hn", "news.ycombinator.com", "Pricing", "en-US", "1920", "1080"),
            (stored[2]["path"], stored[2]["url_query"], stored[2]["referrer"], stored[2]["title"], stored[2]["language"], stored[2]["screen_width"], stored[2]["screen_height"]));
        Assert.Equal((null, "{plan=pro, seats=3}"), (stored[3]["path"], stored[3]["props"]));
    }

    [Fact]
    public async Task AnIdentifiedProjectKeepsWhoItWasAndAnAnonymousOneDoesNot()
    {
        foreach (var key in new[] { "ff_identified", CollectHost.Key })
            await host.SendAsync("POST", "/api/send", $$$$"""{"type":"event","payload":{"website":"{{{{key}}}}","url":"https://who.example/#/a","id":"user-1","name":"paid","tag":"t1","data":{"revenue":9.99,"currency":"eur","items":["a","b"],"deep":{"er":true} } } }""");

        var kept = Assert.Single(await host.OfHostAsync(2, "who.example", "path, user_id, client_visitor, props, revenue_amount, revenue_currency"));
        Assert.Equal(("/#/a", "user-1", "user-1", "9.990", "EUR"), (kept["path"], kept["user_id"], kept["client_visitor"], kept["revenue_amount"], kept["revenue_currency"]));
        Assert.Equal("""{tag=t1, revenue=9.99, currency=eur, items='["a","b"]', deep.er=true}""", kept["props"]);
        var stripped = Assert.Single(await host.OfHostAsync(1, "who.example", "user_id, client_visitor, session"));
        Assert.Equal((null, null, null), (stripped["user_id"], stripped["client_visitor"], stripped["session"]));
    }

    [Fact]
    public async Task ABatchKeepsWhatIsGoodOfIt()
    {
        var (status, body, _) = await host.SendAsync("POST", "/api/batch", $$$$"""
            [{"type":"event","payload":{"website":"{{{{Website}}}}","url":"/a","hostname":"batch.example"}}, 7, {"type":"event","payload":{}}, {"type":"other","payload":{"website":"{{{{Website}}}}"}},
             {"type":"performance","payload":{"website":"{{{{Website}}}}","url":"/a","hostname":"batch.example","lcp":1200.5,"cls":0.02}}]
            """);

        Assert.Equal((HttpStatusCode.OK, """{"size":5,"processed":2,"errors":3,"details":[]}"""), (status, body));
        var stored = await host.OfHostAsync(1, "batch.example", "name, numbers");
        Assert.Equal(["pageview", "performance"], stored.Select(row => row["name"]).Order());
        Assert.Contains(stored, row => row["numbers"] == "{lcp=1200.5, cls=0.02}");
    }

    [Fact]
    public async Task TheCacheIsGivenBackAsItCame()
    {
        var event1 = $$$$"""{"type":"event","payload":{"website":"{{{{Website}}}}","url":"/","hostname":"cache.example"}}""";
        var first = JsonNode.Parse((await host.SendAsync("POST", "/api/send", event1, ("x-umami-cache", ""))).Body)!;
        var second = JsonNode.Parse((await host.SendAsync("POST", "/api/send", event1, ("x-umami-cache", (string)first["cache"]!))).Body)!;
        var third = JsonNode.Parse((await host.SendAsync("POST", "/api/send", event1, ("x-umami-cache", new string('!', 43)))).Body)!;

        Assert.Equal(((string)first["sessionId"]!, (string)first["visitId"]!, (string)first["cache"]!), ((string)second["sessionId"]!, (string)second["visitId"]!, (string)second["cache"]!));
        Assert.NotEqual((string)first["sessionId"]!, (string)third["sessionId"]!);
    }

    [Fact]
    public async Task AddressesInABodyAreBelievedOfATokenOnly()
    {
        foreach (var (ip, token) in new[] { ("198.51.100.7", CollectHost.WriteToken), ("198.51.100.8", CollectHost.WriteToken), ("198.51.100.9", "x"), ("198.51.100.10", "x") })
            await host.SendAsync("POST", "/api/send", $$$$"""{"type":"event","payload":{"website":"{{{{Website}}}}","url":"/","hostname":"ip.example","ip":"{{{{ip}}}}","userAgent":"{{{{Replay.Agent}}}}","timestamp":1}}""", ("Authorization", "Bearer " + token));

        var stored = await host.OfHostAsync(1, "ip.example", "visitor, time");
        Assert.Equal((4, 3), (stored.Count, stored.Select(row => row["visitor"]).Distinct().Count()));
        Assert.Equal((2, 2), (stored.Count(row => row["time"] == "1970-01-01 00:00:01"), stored.Count(row => row["time"]!.StartsWith("20", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("/api/send", "[]", 400, "unreadable")]
    [InlineData("/api/send", "{}", 400, "payload")]
    [InlineData("/api/send", """{"type":"event","payload":{}}""", 400, "website")]
    [InlineData("/api/send", """{"type":"else","payload":{"website":"ff_anonymous"}}""", 400, "type")]
    [InlineData("/api/send", """{"type":"event","payload":{"website":"94db1cb1-74f4-4a40-ad6c-000000000000"}}""", 400, "unknown_website")]
    [InlineData("/api/send", """{"type":"event","payload":{"website":"ff_sealed"}}""", 403, "sealed_only")]
    [InlineData("/api/send", """{"type":"event","payload":{"website":"ff_limited"}}""", 503, "busy")]
    [InlineData("/api/batch", "{}", 400, "unreadable")]
    public async Task WhatCannotBeTakenIsRefused(string address, string body, int status, string said)
    {
        var (answered, text, _) = await host.SendAsync("POST", address, body);

        Assert.Equal(status, (int)answered);
        Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingInAnEventSpoilsIt()
    {
        var (status, _, _) = await host.SendAsync("POST", "/api/send", $$$$"""{"type":"event","payload":{"website":"{{{{Website}}}}","hostname":"hostile.example","url":"/\ud800#","referrer":"/inside","title":5,"language":"nonsense that is far too long for any language tag","screen":"wide","id":{"a":1},"name":"{{{{new string('x', 500)}}}}","timestamp":1e300,"data":[1,2]}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(120, Assert.Single(await host.OfHostAsync(1, "hostile.example", "name"))["name"]!.Length);
    }
}
