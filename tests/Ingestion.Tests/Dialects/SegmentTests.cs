using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class SegmentTests(CollectHost host) : IClassFixture<CollectHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatTheNodeClientSentIsStoredOnceHoweverOftenItComes()
    {
        foreach (var prefix in new[] { "", "/compat/segment" }) Assert.All(await host.ReplayAsync("segment-node", prefix), text => Assert.Equal("""{"success":true}""", text));

        var rows = (await host.StoredAsync(22, Stored.Columns)).Where(row => row["library"] == "@segment/analytics-node/3.1.0").ToList();
        Assert.Equal(["alias", "anon_event", "group", "identify", "order_completed", "pageview", "screen_view"], rows.Select(row => row["name"]!).Order(StringComparer.Ordinal));
        var order = rows.Of("order_completed");
        Assert.Equal(("user-1", "user-1", "1760000000000"), (order["client_visitor"], order["user_id"], order["session"]));
        Assert.Equal(("shop.example.com", "/checkout", "?utm_source=hn", "news.ycombinator.com", "Checkout", "en-US"), (order["hostname"], order["path"], order["url_query"], order["referrer"], order["title"], order["language"]));
        Assert.Equal("{total=42.5, currency=EUR, items='[\"a\",\"b\"]'}", order["props"]);
        Assert.Equal(("/", "{name=Home, category=Docs}"), (rows.Of("pageview")["path"], rows.Of("pageview")["props"]));
        Assert.Equal(("anon-1", "user-1", "{traits.plan=pro}"), (rows.Of("identify")["client_visitor"], rows.Of("identify")["user_id"], rows.Of("identify")["props"]));
        Assert.Equal(("{group=acme}", "{traits.seats=10}"), (rows.Of("group")["groups"], rows.Of("group")["props"]));
        Assert.Equal(("anon-1", "user-1"), (rows.Of("alias")["client_visitor"], rows.Of("alias")["user_id"]));
        Assert.All(rows, row => Assert.DoesNotContain("203.0.113.9", string.Join('|', row.Values), StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Null(row["bot_reason"]));
    }

    [Theory]
    [InlineData("/v1/track", "", "", "track")]
    [InlineData("/v1/t", "", "", "t")]
    [InlineData("/v1/track/", "Authorization", "Basic ZmZfYW5vbnltb3VzOg==", "basic")]
    [InlineData("/api/s/track", "X-Write-Key", "ff_anonymous:secret", "jitsu")]
    [InlineData("/api/s/s2s/track", "X-Write-Key", "ff_anonymous:secret", "s2s")]
    [InlineData("/beacon/v1/batch?writeKey=ff_anonymous", "", "", "beacon")]
    [InlineData("/compat/rudderstack/v1/track", "Authorization", "Basic ZmZfYW5vbnltb3VzOg==", "rudder")]
    [InlineData("/compat/jitsu/api/s/track", "X-Write-Key", "ff_anonymous", "compat")]
    public async Task EachClientsAddressAndKeyAreTaken(string path, string header, string value, string name)
    {
        var key = header.Length == 0 && !path.Contains("writeKey", StringComparison.Ordinal) ? "\"writeKey\":\"ff_anonymous\"," : "";
        var body = $$"""{{{key}}"event":"by-{{name}}","type":"track","properties":{"a":1},"userId":"u","messageId":"m-{{name}}"}""";
        if (path.Contains("batch", StringComparison.Ordinal)) body = $$"""{"batch":[{{body}}],"sentAt":"2026-11-27T00:00:00Z"}""";

        var (status, text) = header.Length == 0 ? await host.TellAsync(path, body) : await host.TellAsync(path, body, (header, value));

        Assert.True(status == 200, text);
        var row = (await host.StoredAsync(1, Stored.Columns)).Of("by-" + name);
        Assert.Equal(("{a=1}", null, null), (row["props"], row["client_visitor"], row["user_id"]));
    }

    [Fact]
    public async Task CampaignsAndAmountsAreTaken()
    {
        const string body = """
            {"writeKey":"ff_identified","type":"track","event":"paid","userId":"u","originalTimestamp":"2026-11-27T00:00:00Z","properties":{"revenue":"42.50","currency":"EUR"},
             "context":{"page":{"url":"https://campaign.example/a#b"},"campaign":{"source":"news letter","medium":"email","name":"launch"},"groupId":"acme","library":{"name":"analytics.js","version":"next-1"}}}
            """;
        Assert.Equal(200, (await host.TellAsync("/v1/track", body)).Status);

        var row = (await host.StoredAsync(2, Stored.Columns)).Of("paid");
        Assert.Equal(("?utm_source=news%20letter&utm_medium=email&utm_campaign=launch", "42.500", "EUR", "{group=acme}"), (row["url_query"], row["revenue_amount"], row["revenue_currency"], row["groups"]));
    }

    [Theory]
    [InlineData("/v1/projects/ff_anonymous/settings", "\"apiHost\":\"HOST/v1\"")]
    [InlineData("/compat/segment/v1/projects/ff_anonymous/settings", "\"apiHost\":\"HOST/compat/segment/v1\"")]
    [InlineData("/sourceConfig/?p=npm&v=3&writeKey=ff_anonymous", "\"enabled\":true")]
    [InlineData("/compat/rudderstack/sourceConfig?writeKey=ff_anonymous", "\"writeKey\":\"ff_anonymous\"")]
    public async Task WebClientsAreGivenTheSettingsWithoutWhichTheyDoNotStart(string path, string said)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "https://site.example");
        using var answer = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("https://site.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains(said.Replace("HOST", host.Address.Authority, StringComparison.Ordinal), await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/projects/ff_unknown/settings", "GET", "", 404)]
    [InlineData("/sourceConfig?writeKey=ff_unknown", "GET", "", 404)]
    [InlineData("/v1/batch", "POST", """{"batch":[{"type":"track","event":"x"}]}""", 401)]
    [InlineData("/v1/batch", "POST", """{"writeKey":"ff_unknown","batch":[{"type":"track","event":"x"}]}""", 401)]
    [InlineData("/v1/batch", "POST", """{"writeKey":"ff_limited","batch":[{"type":"track","event":"x"}]}""", 503)]
    [InlineData("/v1/batch", "POST", """{"writeKey":"ff_anonymous","batch":{}}""", 400)]
    [InlineData("/v1/batch", "POST", "nonsense", 400)]
    [InlineData("/v1/batch", "GET", "", 405)]
    [InlineData("/v1/m", "POST", """{"series":[]}""", 200)]
    public async Task RefusalsAreTheOnesThatClientsUnderstand(string path, string method, string body, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST") request.Content = new StringContent(body);
        request.Headers.Add("Origin", "https://site.example");
        using var answer = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("https://site.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }
}
