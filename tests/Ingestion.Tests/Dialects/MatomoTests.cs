using System.Net;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class MatomoTests(CollectHost host) : IClassFixture<CollectHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/compat/matomo")]
    public async Task WhatTheNodeClientSentIsStored(string prefix)
    {
        var before = (await host.StoredAsync(1, "name")).Count;
        var answers = new List<string>();
        foreach (var request in Recording.Of("matomo-node", prefix))
        {
            using var answer = await host.Client.SendAsync(request, Cancellation);
            answers.Add($"{(int)answer.StatusCode} {answer.Content.Headers.ContentType?.MediaType}");
            if (request.Content is not null) Assert.Equal("""{"status":"success","tracked":2,"invalid":0}""", await answer.Content.ReadAsStringAsync(Cancellation));
        }

        Assert.Equal(["200 image/gif", "200 image/gif", "200 application/json"], answers);
        var stored = (await host.StoredAsync(1, "name, path, url_query, title, referrer, language, screen_width, props, numbers, user_id, country, bot_reason")).Skip(before).OrderBy(row => row["path"]).ToList();
        Assert.Equal(["/a pageview", "/b goal", "/checkout order_completed", "/pricing pageview"], stored.Select(row => $"{row["path"]} {row["name"]}"));
        Assert.Equal("{goal=3, revenue=9.99}", stored[1]["props"]!.Replace("revenue=9.99, goal=3", "goal=3, revenue=9.99", StringComparison.Ordinal));
        Assert.Equal(("{category=shop, label=cart, value=42.5}", "{value=42.5}"), (stored[2]["props"], stored[2]["numbers"]));
        Assert.Equal(("Pricing", "news.ycombinator.com", "en-US", "1920", "{plan=pro}"), (stored[3]["title"], stored[3]["referrer"], stored[3]["language"], stored[3]["screen_width"], stored[3]["props"]));
        // A stranger's token and address mean nothing.
        Assert.All(stored, row => Assert.Equal((null, null), (row["user_id"], row["country"])));
    }

    [Theory]
    [InlineData("&action_name=A%20b&pv_id=x1&pf_net=5&rand=1&h=1&m=2&s=3", "pageview", "{pf_net=5}")]
    [InlineData("&ping=1", "engagement", null)]
    [InlineData("&download=https%3A%2F%2Fkind.example%2Fa.pdf", "file_download", "{url='https://kind.example/a.pdf'}")]
    [InlineData("&link=https%3A%2F%2Felse.example%2F", "outbound_click", "{url='https://else.example/'}")]
    [InlineData("&search=tea&search_cat=hot&search_count=3", "search", "{query=tea, category=hot, count=3}")]
    [InlineData("&idgoal=0&revenue=12.5&ec_id=o-1&ec_st=undefined&ec_tx=2&ec_items=%5B%5B%22sku%22%2C%22Tea%22%5D%5D", "purchase", """{revenue=12.5, order=o-1, items='[["sku","Tea"]]', tax=2}""")]
    [InlineData("&idgoal=0&revenue=12.5", "cart_updated", "{revenue=12.5}")]
    [InlineData("&c_n=ad&c_p=banner.png&c_t=%2Fgo", "content_impression", "{name=ad, piece=banner.png, target=/go}")]
    [InlineData("&c_n=ad&c_i=click", "content_interaction", "{name=ad, interaction=click}")]
    [InlineData("&ca=1&pf_onl=7", "performance", "{pf_onl=7}")]
    [InlineData("&dimension2=gold&dimension10=1&_cvar=%7B%221%22%3A%5B%22a%22%2C%22b%22%5D%2C%222%22%3A%5B1%5D%7D&cvar=nonsense", "pageview", "{dimension2=gold, dimension10=1, a=b}")]
    public async Task WhatItIsFollowsFromItsParameters(string parameters, string name, string? props)
    {
        var hostname = $"k{Math.Abs(parameters.GetHashCode(StringComparison.Ordinal))}.example";
        // As the script sends it: a beacon with everything in the query and nothing in the body.
        var (status, body, _) = await host.SendAsync("POST", $"/matomo.php?idsite=1&rec=1&send_image=0&url=https%3A%2F%2F{hostname}%2F{parameters}", "");

        Assert.Equal((HttpStatusCode.NoContent, ""), (status, body));
        var row = Assert.Single(await host.OfHostAsync(1, hostname, "name, props"));
        Assert.Equal((name, props), (row["name"], row["props"]));
    }

    [Fact]
    public async Task AFormIsReadAsAQueryIs()
    {
        var (status, _, answer) = await host.SendAsync("POST", "/piwik.php?idsite=1", "rec=1&url=https%3A%2F%2Fform.example%2F&action_name=A+title&uid=u1&_id=0123456789abcdef");

        Assert.Equal((HttpStatusCode.OK, "image/gif"), (status, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("A title", Assert.Single(await host.OfHostAsync(1, "form.example", "title"))["title"]);
    }

    [Fact]
    public async Task ATokenMakesAddressAndTimeBelieved()
    {
        foreach (var (ip, token) in new[] { ("198.51.100.7", CollectHost.WriteToken), ("198.51.100.8", CollectHost.WriteToken), ("198.51.100.9", "nobody's") })
            await host.SendAsync("GET", $"/matomo.php?idsite=1&rec=1&url=https%3A%2F%2Ftoken.example%2F&cip={ip}&cdt=2020-01-02%2003:04:05&token_auth={token}");
        await host.SendAsync("POST", "/matomo.php", $$"""{"token_auth":"{{CollectHost.WriteToken}}","requests":["?idsite=1&rec=1&url=https%3A%2F%2Ftoken.example%2F&cip=198.51.100.10&cdt=1577934245"]}""");

        var stored = await host.OfHostAsync(1, "token.example", "time, visitor");
        Assert.Equal(3, stored.Count(row => row["time"] == "2020-01-02 03:04:05"));
        Assert.Equal(4, stored.Select(row => row["visitor"]).Distinct().Count());
    }

    [Fact]
    public async Task ABulkKeepsWhatIsGoodOfIt()
    {
        var (status, body, _) = await host.SendAsync("POST", "/matomo.php",
            """{"requests":["?idsite=1&rec=1&url=https%3A%2F%2Fbulk.example%2F1",{"idsite":1,"rec":1,"url":"https://bulk.example/2","uid":7},"?idsite=99&rec=1","?idsite=1&rec=0",5,"",null]}""");

        Assert.Equal((HttpStatusCode.OK, """{"status":"success","tracked":2,"invalid":5}"""), (status, body));
        Assert.Equal(2, (await host.OfHostAsync(1, "bulk.example", "name")).Count);
    }

    [Theory]
    [InlineData("GET", "/matomo.php", null, 400, "idsite")]
    [InlineData("GET", "/matomo.php?idsite=99&rec=1", null, 400, "unknown_site")]
    [InlineData("GET", "/matomo.php?idsite=-1&rec=1", null, 400, "unknown_site")]
    [InlineData("GET", "/matomo.php?idsite=3&rec=1", null, 403, "sealed_only")]
    [InlineData("GET", "/matomo.php?idsite=5&rec=1", null, 503, "busy")]
    [InlineData("POST", "/matomo.php", "{}", 400, "requests")]
    [InlineData("POST", "/matomo.php", """{"requests":[]}""", 200, "\"tracked\":0")]
    [InlineData("PUT", "/matomo.php?idsite=1&rec=1", "x", 405, "wrong_method")]
    public async Task WhatCannotBeTakenIsRefused(string method, string address, string? body, int status, string said)
    {
        var (answered, text, _) = await host.SendAsync(method, address, body);

        Assert.Equal(status, (int)answered);
        Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotToBeRecordedIsNot()
    {
        var (status, _, answer) = await host.SendAsync("GET", "/matomo.php?idsite=1&url=https%3A%2F%2Fnorec.example%2F");
        await host.SendAsync("GET", "/matomo.php?idsite=1&rec=1&url=https%3A%2F%2Fnorec.example%2Fafter");

        Assert.Equal((HttpStatusCode.OK, "not_to_be_recorded"), (status, answer.Headers.GetValues("X-Footfall-Dropped").Single()));
        Assert.Equal("/after", Assert.Single(await host.OfHostAsync(1, "norec.example", "name, path"))["path"]);
    }
}
