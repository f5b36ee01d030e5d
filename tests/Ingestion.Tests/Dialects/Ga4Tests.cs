using System.Net;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class Ga4Tests(CollectHost host) : IClassFixture<CollectHost>
{
    [Theory]
    [InlineData("/mp/collect?measurement_id=G-1&api_secret=ff_identified", "secret")]
    [InlineData("/compat/ga4/mp/collect?measurement_id=ff_identified&api_secret=any", "measurement")]
    public async Task TheMeasurementProtocolIsStored(string path, string name)
    {
        var body = $$$"""{"client_id":"c","user_id":"u","user_properties":{"plan":{"value":"pro"},"email":{"value":"ada@example.com"}},"events":[{"name":"{{{name}}}","params":{"session_id":7,"page_location":"https://ga.example/a","page_title":"A","engagement_time_msec":"100","value":42.5,"currency":"EUR","x":"y"}},7]}""";

        Assert.Equal(204, (await host.TellAsync(path, body)).Status);

        var row = (await host.StoredAsync(2, Stored.Columns)).Of(name);
        Assert.Equal(("c", "u", "7", "/a", "A"), (row["client_visitor"], row["user_id"], row["session"], row["path"], row["title"]));
        Assert.Equal(("42.500", "EUR", "{value=42.5, currency=EUR, x=y, traits.plan=pro}", null), (row["revenue_amount"], row["revenue_currency"], row["props"], row["bot_reason"]));
    }

    [Fact]
    public async Task TheWebClientsQueryAndLinesAreEvents()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/g/collect?v=2&tid=ff_identified&cid=1.2&sid=3&uid=u&dl=https%3A%2F%2Fga-web.example%2Fa%3Futm_source%3Dhn&dt=A+title&dr=https%3A%2F%2Fnews.ycombinator.com%2F&sr=1280x720&ul=en-us")
        {
            Content = new StringContent("en=page_view&_et=5\nen=paid&ep.plan=pro%2Bplus&epn.value=3.5&cu=EUR&up.tier=gold&up.email=ada"),
        };
        request.Headers.Add("Origin", "https://ga-web.example");
        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);

        var rows = (await host.StoredAsync(2, Stored.Columns)).Where(row => row["hostname"] == "ga-web.example").ToList();
        var page = rows.Of("pageview");
        Assert.Equal(("1.2", "u", "3", "A title", "Hacker News", "1280"), (page["client_visitor"], page["user_id"], page["session"], page["title"], page["source"], page["screen_width"]));
        Assert.Equal(("{plan=pro+plus, value=3.5, traits.tier=gold}", "{value=3.5}", "3.500"), (rows.Of("paid")["props"], rows.Of("paid")["numbers"], rows.Of("paid")["revenue_amount"]));
    }

    [Theory]
    [InlineData("/mp/collect?api_secret=ff_unknown", """{"events":[{"name":"x"}]}""", 401)]
    [InlineData("/mp/collect", """{"events":[{"name":"x"}]}""", 401)]
    [InlineData("/mp/collect?api_secret=ff_anonymous", """{"events":{}}""", 400)]
    [InlineData("/mp/collect?api_secret=ff_anonymous", "nonsense", 400)]
    [InlineData("/mp/collect?api_secret=ff_limited", """{"events":[{"name":"x"}]}""", 503)]
    [InlineData("/g/collect?tid=ff_unknown&en=x", "", 401)]
    [InlineData("/g/collect?tid=ff_anonymous&en=x", "", 204)]
    [InlineData("/compat/ga4/ff_anonymous/g/collect?tid=G-1&en=x", "", 204)]
    [InlineData("/compat/ga4/ff_unknown/g/collect?tid=G-1&en=x", "", 401)]
    [InlineData("/g/collect?tid=ff_anonymous", "%%%=%\0&&&=\n\n=", 204)]
    public async Task AnswersAreTheOnesThatClientsUnderstand(string path, string body, int status) => Assert.Equal(status, (await host.TellAsync(path, body)).Status);
}
