using System.Text.Json.Nodes;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class AmplitudeTests(CollectHost host) : IClassFixture<CollectHost>
{
    private const string Event =
        """{"event_type":"NAME","user_id":"user-1","device_id":"device-1","session_id":1760000000000,"insert_id":"ins-NAME","event_properties":{"total":42.5},"groups":{"company":["acme"]},"ip":"203.0.113.9","library":"amplitude-node-ts/1.5.73"}""";

    [Theory]
    [InlineData("/2/httpapi")]
    [InlineData("/batch")]
    [InlineData("/compat/amplitude/2/httpapi/")]
    [InlineData("/compat/amplitude/batch")]
    public async Task EventsAreStoredOnceHoweverOftenTheyCome(string path)
    {
        var name = "sent" + path.Replace("/", "-", StringComparison.Ordinal);
        var body = $$"""{"api_key":"ff_identified","events":[{{Event.Replace("NAME", name, StringComparison.Ordinal)}}],"client_upload_time":"2026-11-27T00:00:00Z"}""";
        for (var i = 0; i < 2; i++)
        {
            var (status, text) = await host.TellAsync(path, body);
            Assert.Equal(200, status);
            var answer = JsonNode.Parse(text)!;
            Assert.Equal((200, 1, body.Length), ((int)answer["code"]!, (int)answer["events_ingested"]!, (int)answer["payload_size_bytes"]!));
            Assert.True((long)answer["server_upload_time"]! > 1_700_000_000_000);
        }

        var row = (await host.StoredAsync(2, Stored.Columns)).Of(name);
        Assert.Equal(("device-1", "user-1", "1760000000000", "{total=42.5}", "{company=acme}", null), (row["client_visitor"], row["user_id"], row["session"], row["props"], row["groups"], row["bot_reason"]));
    }

    [Fact]
    public async Task IdentityPagesAndRevenueAreTaken()
    {
        const string body = """
            {"api_key":"ff_identified","events":[
              {"event_type":"$identify","user_id":"am","user_properties":{"$set":{"plan":"pro","email":"ada@example.com"},"$add":{"logins":1}}},
              {"event_type":"[Amplitude] Page Viewed","device_id":"am","session_id":-1,"event_properties":{"[Amplitude] Page URL":"https://am.example/a","[Amplitude] Page Title":"A","referrer":"https://news.ycombinator.com/"}},
              {"event_type":"am_bought","device_id":"am","revenue":9.5,"currency":"EUR"},
              {"event_type":"am_priced","device_id":"am","event_properties":{"$price":3.99,"$quantity":2,"$currency":"USD"}}]}
            """;
        Assert.Equal(200, (await host.TellAsync("/2/httpapi", body)).Status);

        var rows = await host.StoredAsync(2, Stored.Columns);
        Assert.Equal(("{traits.plan=pro, traits.logins=1}", "false"), (rows.Of("identify")["props"], rows.Of("identify")["interactive"]));
        Assert.Equal(("/a", "A", "news.ycombinator.com", null), (rows.Of("pageview")["path"], rows.Of("pageview")["title"], rows.Of("pageview")["referrer"], rows.Of("pageview")["session"]));
        Assert.Equal(("9.500", "EUR"), (rows.Of("am_bought")["revenue_amount"], rows.Of("am_bought")["revenue_currency"]));
        Assert.Equal(("7.980", "USD"), (rows.Of("am_priced")["revenue_amount"], rows.Of("am_priced")["revenue_currency"]));
    }

    [Theory]
    [InlineData("/2/httpapi", """{"api_key":"ff_unknown","events":[{"event_type":"x"}]}""", 401)]
    [InlineData("/2/httpapi", """{"api_key":"ff_limited","events":[{"event_type":"x"}]}""", 503)]
    [InlineData("/2/httpapi", """{"api_key":"ff_sealed","events":[{"event_type":"x"}]}""", 403)]
    [InlineData("/2/httpapi", """{"api_key":"ff_anonymous"}""", 400)]
    [InlineData("/2/httpapi", "nonsense", 400)]
    [InlineData("/batch", """{"api_key":"ff_unknown","events":[{"event_type":"x"}]}""", 401)]
    [InlineData("/batch", "nonsense", 400)]
    public async Task RefusalsCarryTheirStatusAsCode(string path, string body, int status)
    {
        var (answered, text) = await host.TellAsync(path, body);

        Assert.Equal(status, answered);
        var answer = JsonNode.Parse(text)!;
        Assert.Equal(status, (int)answer["code"]!);
        Assert.NotEmpty((string)answer["error"]!);
    }
}
