using System.Net;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

/// <summary>What holds for all dialects, shown by the ones that can carry it.</summary>
public sealed class DialectReceptionTests(CollectHost host) : IClassFixture<CollectHost>
{
    [Fact]
    public async Task MoreThanANativeBatchIsTakenInSteps()
    {
        var (status, body, _) = await host.SendAsync("POST", "/matomo.php", Bulk(2500, "https://many.example/"));

        Assert.Equal((HttpStatusCode.OK, """{"status":"success","tracked":2500,"invalid":0}"""), (status, body));
        Assert.Equal(2500, (await host.OfHostAsync(1, "many.example", "name")).Count);
    }

    [Fact]
    public async Task TenTimesANativeBatchIsTheMost()
    {
        var (status, body, _) = await host.SendAsync("POST", "/matomo.php", Bulk(10_001, "https://toomany.example/"));
        await host.SendAsync("POST", "/matomo.php", Bulk(1, "https://toomany.example/after"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("too_many_events", body, StringComparison.Ordinal);
        Assert.Single(await host.OfHostAsync(1, "toomany.example", "name"));
    }

    [Theory]
    [InlineData("sealed.example,anonymous.example")]
    [InlineData("limited.example,nobody.example,anonymous.example")]
    public async Task AProjectThatTakesNothingDoesNotSpoilAnother(string domains)
    {
        var hostname = $"{domains[..6]}.mixed.example";
        var (status, _, _) = await host.SendAsync("POST", "/api/event", $$"""{"n":"pageview","u":"https://{{hostname}}/","d":"{{domains}}"}""");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Single(await host.OfHostAsync(1, hostname, "name"));
    }

    [Fact]
    public async Task AReadTokenIsNoReasonToBelieveAnything()
    {
        await host.SendAsync(
            "POST", "/api/send", """{"type":"event","payload":{"website":"ff_anonymous","url":"/","hostname":"reader.example","ip":"198.51.100.7","timestamp":1}}""",
            ("Authorization", "Bearer " + CollectHost.ReadToken));

        Assert.StartsWith("20", Assert.Single(await host.OfHostAsync(1, "reader.example", "time"))["time"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOriginThatIsNotAllowedIsRefusedAndMayReadWhy()
    {
        var (status, body, _) = await host.SendAsync("POST", "/api/send", """{"type":"event","payload":{"website":"ff_bound","url":"https://example.org/"}}""");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("origin_not_allowed", body, StringComparison.Ordinal);
    }

    private static string Bulk(int count, string url) =>
        "{\"requests\":[" + string.Join(',', Enumerable.Repeat($"\"?idsite=1&rec=1&url={url}\"", count)) + "]}";
}
