using Footfall.Cli.Import;
using Xunit;

namespace Footfall.Cli.Tests.Import;

public class Ga4Tests
{
    private const string Purchase = """
        {"event_date":"20261122","event_timestamp":"1795342500250000","event_name":"purchase","user_pseudo_id":"123.456","user_id":null,"event_params":[{"key":"page_location","value":{"string_value":"https://shop.example/done?id=7"}},{"key":"page_title","value":{"string_value":"Done"}},{"key":"ga_session_id","value":{"int_value":"99"}},{"key":"coupon","value":{"string_value":"SPRING"}},{"key":"items","value":{"int_value":"3"}},{"key":"currency","value":{"string_value":"EUR"}},{"key":"value","value":{"double_value":12.5}}],"device":{"category":"desktop","operating_system":"Windows","language":"en-us","web_info":{"browser":"Chrome","hostname":"shop.example"}},"geo":{"country":"Germany","region":"Berlin","city":"Berlin"},"ecommerce":{"purchase_revenue":12.5}}
        """;

    [Fact]
    public async Task AnEventKeepsItsParametersAndRevenue()
    {
        var one = Assert.Single((await Read.AllAsync(new Ga4(), Purchase)).Single().Events);

        Assert.Equal((new DateTime(2026, 11, 22, 10, 15, 0, 250, DateTimeKind.Utc), "purchase", "https://shop.example/done?id=7", "Done"), (one.Time, one.Name, one.Url, one.Title));
        Assert.Equal(("123.456", "123.456.99", null, 12.5m, "EUR"), (one.Visitor, one.Session, one.User, one.Amount!.Value, one.Currency));
        Assert.Equal([("coupon", "SPRING"), ("items", 3.0)], one.Props);
        Assert.Equal([("browser", "Chrome"), ("os", "Windows"), ("device", "Desktop"), ("country", "DE"), ("region", "Berlin"), ("city", "Berlin")], one.Enriched);
    }

    [Theory]
    [InlineData("page_view", "1: 11-22 10:15:00 pageview https://shop.example/done?id=7")]
    [InlineData("user_engagement", "1: 11-22 10:15:00 engagement https://shop.example/done?id=7")]
    [InlineData("session_start", "1: events session_start")]
    public async Task NamesBecomeFootfalls(string name, string told) =>
        Assert.Equal([told], Read.Told(await Read.AllAsync(new Ga4(), Purchase.Replace("\"purchase\"", $"\"{name}\"", StringComparison.Ordinal))));

    [Theory]
    [InlineData("{\"event_name\":\"x\"}", "1: has no event_timestamp in microseconds")]
    [InlineData("{\"event_timestamp\":\"1\"}", "1: has no event_name")]
    [InlineData("{\"event_name\":\"x\",\"event_timestamp\":\"1e30\"}", "1: has no event_timestamp in microseconds")]
    [InlineData("{\"event_name\":\"x\",\"event_timestamp\":\"1795342500250000\"}", "1: events without page_location (of apps)")]
    [InlineData("[1]", "1: has no event_name")]
    public async Task WhatIsNoEventIsTold(string line, string told) => Assert.Equal([told], Read.Told(await Read.AllAsync(new Ga4(), line)));

    [Fact]
    public async Task ALineThatIsNoJsonDoesNotEndTheFile()
    {
        var rows = await Read.AllAsync(new Ga4(), "{\"a\":\n" + Purchase);

        Assert.StartsWith("is no JSON", rows[0].Fault, StringComparison.Ordinal);
        Assert.Single(rows[1].Events);
    }
}
