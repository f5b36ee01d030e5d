using Footfall.Cli.Import;
using Xunit;

namespace Footfall.Cli.Tests.Import;

public class MatomoTests
{
    private const string Visit = """
        {"idSite":"1","idVisit":"77","visitorId":"abc","userId":null,"referrerUrl":"https://news.example/","browserName":"Firefox Mobile","browserVersion":"121.0","operatingSystemName":"Android","operatingSystemVersion":"14","deviceType":"Smartphone","countryCode":"de","region":"Berlin","city":"Berlin","languageCode":"de","resolution":"412x915","siteCurrency":"EUR",
         "actionDetails":[
          {"type":"action","url":"https://example.org/a","pageTitle":"A","timestamp":1795342500},
          {"type":"event","url":"https://example.org/a","eventCategory":"Video","eventAction":"Play","eventName":"Intro","eventValue":"3","timestamp":1795342510},
          {"type":"outlink","url":"https://other.example/","timestamp":1795342520},
          {"type":"ecommerceOrder","url":"https://example.org/done","orderId":"o1","revenue":"42.50","timestamp":1795342530},
          {"type":"content","url":"https://example.org/","timestamp":1795342540}]}
        """;

    [Fact]
    public async Task AVisitIsItsActions()
    {
        var events = (await Read.AllAsync(new Matomo(), $"[{Visit}]")).Single().Events;

        Assert.Equal(["pageview", "Play", "outbound_click", "purchase"], events.Select(e => e.Name));
        Assert.All(events, e => Assert.Equal(("abc", "matomo.77"), (e.Visitor, e.Session)));
        Assert.Equal(("https://news.example/", null), (events[0].Referrer, events[1].Referrer));
        Assert.Equal([("category", "Video"), ("label", "Intro"), ("value", 3.0)], events[1].Props);
        Assert.Equal((42.5m, "EUR"), (events[3].Amount!.Value, events[3].Currency));
        Assert.Equal([("browser", "Firefox"), ("browser_version", "121.0"), ("os", "Android"), ("os_version", "14"), ("device", "Mobile"), ("country", "DE"), ("region", "Berlin"), ("city", "Berlin")], events[0].Enriched);
        Assert.Equal(4, events.Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task ItGoesOnBehindAVisitAndTellsWhatIsNone()
    {
        var text = $"[{Visit}, {{\"idVisit\": 5}}, {{\"idVisit\": 6, \"actionDetails\": []}}]";

        Assert.Equal(["2: has no idVisit and actionDetails", "3: visits without an action of a known kind"], Read.Told(await Read.AllAsync(new Matomo(), text, new ImportPosition(1, 0))));
    }

    [Fact]
    public async Task AnotherFileIsRefused() => await Assert.ThrowsAsync<CommandException>(() => Read.AllAsync(new Matomo(), "{\"result\":\"error\"}"));
}
