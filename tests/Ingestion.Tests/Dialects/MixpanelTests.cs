using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class MixpanelTests(CollectHost host) : IClassFixture<CollectHost>
{
    [Fact]
    public async Task WhatTheNodeClientSentIsStoredWithEveryCharacter()
    {
        Assert.All(await host.ReplayAsync("mixpanel-node"), text => Assert.Equal("1", text));
        Assert.All(await host.ReplayAsync("mixpanel-node", "/compat/mixpanel"), text => Assert.Equal("1", text));

        var rows = await host.StoredAsync(23, Stored.Columns);
        // Those with an id of their own count once, the others as often as they came.
        Assert.Equal(["alias", "alias", "clicked", "clicked", "old_a", "old_event", "order_completed", "page_viewed", "page_viewed"], rows.Select(row => row["name"]!).Order(StringComparer.Ordinal));
        var order = rows.Of("order_completed");
        Assert.Equal(("dev-1", "user-1", "shop.example.com", "{total=42.5, currency=EUR}"), (order["client_visitor"], order["user_id"], order["hostname"], order["props"]));
        Assert.All(rows.Where(row => row["name"] == "page_viewed"), row => Assert.Equal("{note='>>>>>>~~~~~~ü✓'}", row["props"]!.Contains('\'', StringComparison.Ordinal) ? row["props"] : row["props"]!.Replace("=", "='", StringComparison.Ordinal).Replace("}", "'}", StringComparison.Ordinal)));
        Assert.All(rows, row => Assert.Null(row["bot_reason"]));
    }

    [Theory]
    [InlineData("/track/?verbose=1&ip=1&_=1795336281000", """[{"event":"v","properties":{"token":"ff_anonymous"}}]""", 200, """{"status":1,"error":null}""")]
    [InlineData("/track", """{"event":"v","properties":{"token":"ff_anonymous"}}""", 200, "1")]
    [InlineData("/import?strict=1", """[{"event":"v","properties":{"token":"ff_anonymous","time":1795336281}},{"event":"v","properties":{"token":"ff_anonymous"}}]""", 200, """{"code":200,"num_records_imported":2,"status":"OK"}""")]
    [InlineData("/engage?verbose=1", """[{"$token":"ff_anonymous","$distinct_id":"u","$set":{"plan":"pro"}}]""", 200, """{"status":1,"error":null}""")]
    [InlineData("/groups", """[{"$token":"ff_anonymous","$group_key":"company","$group_id":"acme","$set":{"seats":1}}]""", 200, "1")]
    [InlineData("/engage", """[{"$token":"ff_unknown","$set":{}}]""", 401, "unknown_key")]
    [InlineData("/track?verbose=1", """[{"event":"v","properties":{"token":"ff_unknown"}}]""", 401, "\"status\":0")]
    [InlineData("/track", "", 400, "unreadable")]
    [InlineData("/track", "data=!!!", 400, "unreadable")]
    [InlineData("/track", """{"event":"v","properties":{"token":"ff_limited"}}""", 503, "busy")]
    public async Task AnswersAreTheOnesThatClientsUnderstand(string path, string body, int status, string said)
    {
        var (answered, text) = await host.TellAsync(path, body);

        Assert.Equal(status, answered);
        Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebEventsKeepTheirVisitorBeforeAndAfterTheyAreIdentified()
    {
        const string body = """
            [{"event":"$mp_web_page_view","properties":{"token":"ff_identified","distinct_id":"$device:abc","$device_id":"abc","time":1795338037.525,"$current_url":"https://mp.example/a","current_page_title":"A","$referrer":"$direct","utm_source":"hn","mp_lib":"web","$browser":"Chrome"}},
             {"event":"$identify","properties":{"token":"ff_identified","distinct_id":"user-1","$anon_distinct_id":"$device:abc","mp_lib":"web"}},
             {"event":"after","properties":{"token":"ff_identified","distinct_id":"user-1","$device_id":"abc","$user_id":"user-1","mp_lib":"web","utm_source":"kept where there is no page"}}]
            """;
        Assert.Equal(200, (await host.TellAsync("/track", body, ("Origin", "https://mp.example"))).Status);

        var rows = (await host.StoredAsync(2, Stored.Columns)).Where(row => row["library"] == "mixpanel-web").ToList();
        Assert.Equal(["abc", "abc", "abc"], rows.Select(row => row["client_visitor"]));
        Assert.Equal((null, "user-1", "user-1"), (rows.Of("pageview")["user_id"], rows.Of("identify")["user_id"], rows.Of("after")["user_id"]));
        Assert.Equal(("?utm_source=hn", "A", null, "{}"), (rows.Of("pageview")["url_query"], rows.Of("pageview")["title"], rows.Of("pageview")["referrer"], rows.Of("pageview")["props"] ?? "{}"));
        Assert.Equal("{utm_source=kept where there is no page}", rows.Of("after")["props"]);
    }
}
