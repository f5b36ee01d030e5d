using System.Net;
using System.Text;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class PlausibleTests(CollectHost host) : IClassFixture<CollectHost>
{
    private const string Agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/compat/plausible")]
    public async Task WhatTheTrackerSentIsStored(string prefix)
    {
        var before = (await host.StoredAsync(1, "name")).Count;
        foreach (var request in Recording.Of("plausible-tracker", prefix))
        {
            using var answer = await host.Client.SendAsync(request, Cancellation);
            Assert.Equal((HttpStatusCode.Accepted, "ok"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
            Assert.Equal("https://shop.example.com", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
            Assert.False(answer.Headers.Contains("X-Plausible-Dropped"));
        }

        var stored = (await host.StoredAsync(1, "name, hostname, path, url_query, referrer, screen_width, browser, props, numbers, bot_reason")).Skip(before).OrderBy(row => row["name"]).ToList();
        Assert.Equal(["Signup", "pageview", "pageview"], stored.Select(row => row["name"]));
        Assert.Equal(("shop.example.com", "/pricing", "?utm_source=hn&utm_campaign=launch"), (stored[0]["hostname"], stored[0]["path"], stored[0]["url_query"]));
        Assert.Equal(("news.ycombinator.com", "1280", "Chrome"), (stored[0]["referrer"], stored[0]["screen_width"], stored[0]["browser"]));
        Assert.Equal(("{plan=pro, seats=3}", "{seats=3.0}"), (stored[0]["props"], stored[0]["numbers"]));
        Assert.All(stored, row => Assert.Null(row["bot_reason"]));
    }

    [Fact]
    public async Task LongNamesRevenueAndEngagementAreTaken()
    {
        await PostAsync("""{"name":"Purchase","url":"https://long.example/a#b","domain":"identified.example","referrer":null,"meta":{"a":"b","list":[1],"empty":"","nothing":null,"on":true},"revenue":"{\"currency\":\"eur\",\"amount\":\"42.50\"}","interactive":false}""");
        await PostAsync("""{"n":"engagement","sd":71,"d":"identified.example","u":"https://long.example/#/route","h":1,"e":4182,"v":36}""");
        await PostAsync("""{"n":"Outbound Link: Click","d":"identified.example","u":"https://long.example/","p":{"url":"https://else.example/"},"v":36}""");

        var stored = (await host.StoredAsync(2, "name, hostname, path, props, revenue_amount, revenue_currency, interactive, engagement_ms, scroll_depth, library"))
            .Where(row => row["hostname"] == "long.example").OrderBy(row => row["name"], StringComparer.Ordinal).ToList();
        Assert.Equal(["Purchase", "engagement", "outbound_click"], stored.Select(row => row["name"]));
        Assert.Equal(("/a", "{a=b, on=true}", "42.500", "EUR", "false"), (stored[0]["path"], stored[0]["props"], stored[0]["revenue_amount"], stored[0]["revenue_currency"], stored[0]["interactive"]));
        Assert.Equal(("/#/route", "4182", "71", "plausible/36"), (stored[1]["path"], stored[1]["engagement_ms"], stored[1]["scroll_depth"], stored[1]["library"]));
        Assert.Equal("{url='https://else.example/'}", stored[2]["props"]);
    }

    [Fact]
    public async Task EachProjectOfAListOfDomainsHasTheEventOnce()
    {
        using var answer = await PostAsync("""{"n":"listed","u":"https://listed.example/","d":"www.anonymous.example, identified.example,shop.example.com,nobody.example"}""");

        Assert.False(answer.Headers.Contains("X-Plausible-Dropped"));
        Assert.Single(await host.StoredAsync(1, "name"), row => row["name"] == "listed");
        Assert.Single(await host.StoredAsync(2, "name"), row => row["name"] == "listed");
    }

    [Theory]
    [InlineData("nobody.example", "unknown_domain")]
    [InlineData("bound.example", "host_not_allowed")]
    public async Task WhatIsDroppedIsAnsweredAsPlausibleDoesAndSaysWhy(string domain, string reason)
    {
        using var request = Request("/api/event", "POST", $$"""{"n":"pageview","u":"https://elsewhere.example/","d":"{{domain}}"}""");
        request.Headers.Remove("Origin");
        using var answer = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(("1", reason), (answer.Headers.GetValues("X-Plausible-Dropped").Single(), answer.Headers.GetValues("X-Footfall-Dropped").Single()));
    }

    [Theory]
    [InlineData("", 400, "unreadable")]
    [InlineData("[]", 400, "unreadable")]
    [InlineData("{", 400, "unreadable")]
    [InlineData("""{"u":"https://a.example/","d":"anonymous.example"}""", 400, "name")]
    [InlineData("""{"n":"x","u":"https://a.example/"}""", 400, "domain")]
    [InlineData("""{"n":"x","d":"anonymous.example"}""", 400, "url")]
    [InlineData("""{"n":"x","d":"anonymous.example","u":"/relative"}""", 400, "url")]
    [InlineData("""{"n":"x","d":"sealed.example","u":"https://a.example/"}""", 403, "sealed_only")]
    [InlineData("""{"n":"x","d":"limited.example","u":"https://a.example/"}""", 503, "busy")]
    public async Task WhatCannotBeTakenIsRefusedSoThatABrowserMayReadIt(string body, int status, string said)
    {
        using var answer = await PostAsync(body);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("https://site.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task NothingInAnEventSpoilsIt()
    {
        var props = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"p{i}\":\"{new string('x', 300)}\""));
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500);
        using var answer = await PostAsync($$$"""{"n":"od\ud800d\u0000 {{{new string('n', 300)}}}","u":"https://hostile.example/\udc00","d":"anonymous.example","r":7,"w":"wide","$":{"amount":"much","currency":"EUR"},"i":"perhaps","p":{"ip":"203.0.113.9","email":"ada@example.com","deep":{{{deep}}},{{{props}}}}}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var row = Assert.Single(await host.StoredAsync(1, "name, hostname, props, cardinality(props), revenue_amount"), row => row["hostname"] == "hostile.example");
        Assert.Equal(120, row["name"]!.Length);
        Assert.Equal("64", row["cardinality(props)"]);
        Assert.DoesNotContain("203.0.113.9", row["props"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("email", row["props"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/event/", "POST", 202)]
    [InlineData("/api/event?_=1795336281&ip=0", "POST", 202)]
    [InlineData("/api/event", "GET", 405)]
    [InlineData("/compat/plausible/nothing", "POST", 404)]
    public async Task AddressesAreTakenAsClientsWriteThem(string address, string method, int status)
    {
        using var request = Request(address, method, """{"n":"addressed","u":"https://addressed.example/","d":"anonymous.example"}""");
        using var answer = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("https://site.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task APreflightIsAnsweredByWhatWasAsked()
    {
        using var request = Request("/compat/plausible/api/event", "OPTIONS", null);
        request.Headers.Add("Access-Control-Request-Headers", "content-type,x-anything");
        using var answer = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("content-type,x-anything", answer.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.Equal("86400", answer.Headers.GetValues("Access-Control-Max-Age").Single());
        Assert.Equal("true", answer.Headers.GetValues("Access-Control-Allow-Credentials").Single());
    }

    [Fact]
    public async Task AServerWithATokenSpeaksForItsVisitors()
    {
        foreach (var (address, token) in new[] { ("198.51.100.1", CollectHost.WriteToken), ("198.51.100.2", CollectHost.WriteToken), ("198.51.100.3", "nobody's"), ("198.51.100.4", "nobody's") })
        {
            using var request = Request("/api/event", "POST", """{"n":"forwarded","u":"https://forwarded.example/","d":"anonymous.example"}""");
            request.Headers.Add("X-Forwarded-For", address);
            request.Headers.Add("Authorization", "Bearer " + token);
            using var answer = await host.Client.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        var visitors = (await host.StoredAsync(1, "name, visitor")).Where(row => row["name"] == "forwarded").Select(row => row["visitor"]).ToList();
        Assert.Equal((4, 3), (visitors.Count, visitors.Distinct().Count()));
    }

    private Task<HttpResponseMessage> PostAsync(string body) => host.Client.SendAsync(Request("/api/event", "POST", body), Cancellation);

    private static HttpRequestMessage Request(string address, string method, string? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null && method != "GET") request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        request.Headers.Add("Origin", "https://site.example");
        return request;
    }
}
