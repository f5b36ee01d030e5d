using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Storage.Events;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

public sealed class CollectTests(CollectHost host) : IClassFixture<CollectHost>
{
    private const string Pageview = """{"name":"pageview","url":"https://example.org/"}""";

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("nonsense")]
    public async Task AnEventIsAcceptedHoweverItIsLabelled(string contentType)
    {
        using var answer = await host.PostAsync(CollectHost.Body(Pageview), headers: ("Content-Type", contentType));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("""{"accepted":1,"dropped":[]}""", await Text(answer));
    }

    [Fact]
    public async Task ABadEventIsDroppedByNameAndTheRestIsKept()
    {
        using var answer = await host.PostAsync(CollectHost.Body($$"""{{Pageview}},{"title":"no name"},{"name":"pageview","visitor":"v"},{"name":"x","url":"/relative"},{{Pageview}}"""));

        var json = await Json(answer);
        Assert.Equal(2, (int)json["accepted"]!);
        Assert.Equal(["1 missing_name name", "2 identity_not_allowed visitor", "3 invalid_url url"],
            json["dropped"]!.AsArray().Select(drop => $"{drop!["index"]} {drop["reason"]} {drop["field"]}"));
    }

    [Fact]
    public async Task EverythingMayBeDroppedAndTheAnswerIsStill202()
    {
        using var answer = await host.PostAsync(CollectHost.Body("1,2,3"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var json = await Json(answer);
        Assert.Equal((0, 3), ((int)json["accepted"]!, json["dropped"]!.AsArray().Count));
    }

    [Fact]
    public async Task ManyDropsAreToldWithinBounds()
    {
        using var answer = await host.PostAsync(CollectHost.Body(string.Join(',', Enumerable.Repeat("1", 5000))));

        var json = await Json(answer);
        Assert.Equal((1000, 4000), (json["dropped"]!.AsArray().Count, (int)json["dropped_not_listed"]!));
    }

    [Theory]
    [InlineData("", 400, "unreadable")]
    [InlineData("{", 400, "unreadable")]
    [InlineData("[]", 400, "unreadable")]
    [InlineData("""{"events":[]}""", 401, "missing_key")]
    [InlineData("""{"key":7,"events":[]}""", 401, "missing_key")]
    [InlineData("""{"key":"ff_unknown","events":[]}""", 401, "unknown_key")]
    [InlineData("""{"key":"app-1","events":[]}""", 401, "unknown_key")]
    [InlineData("""{"key":"ff_sealed","events":[]}""", 403, "sealed_only")]
    [InlineData("""{"key":"ff_bound","events":[]}""", 403, "origin_not_allowed")]
    [InlineData("""{"key":"ff_limited","events":[]}""", 429, "too_many_requests")]
    [InlineData("""{"key":"ff_anonymous","events":[]}""", 202, null)]
    public async Task RefusalsAreProblemDocumentsWithARemedyAndCorsHeaders(string body, int status, string? code)
    {
        using var answer = await host.PostAsync(body, headers: ("Origin", "https://elsewhere.example"));

        Assert.Equal(status, (int)answer.StatusCode);
        AssertCors(answer, "https://elsewhere.example");
        if (code is null) return;
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await Json(answer);
        Assert.Equal((code, status), ((string)problem["code"]!, (int)problem["status"]!));
        Assert.NotEmpty((string)problem["remedy"]!);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.Equal(status == 429, answer.Headers.RetryAfter is not null);
    }

    [Theory]
    [InlineData("GET", "/collect", 405)]
    [InlineData("PUT", "/collect", 405)]
    [InlineData("GET", "/track/view", 405)]
    [InlineData("POST", "/pixel.gif", 405)]
    [InlineData("POST", "/collect/nowhere", 404)]
    [InlineData("POST", "/track/nowhere", 404)]
    public async Task WrongAddressesAndMethodsCarryCorsHeadersToo(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Origin", "https://shop.example");

        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        AssertCors(answer, "https://shop.example");
    }

    [Theory]
    [InlineData("/collect", "https://shop.example", "authorization,content-type")]
    [InlineData("/track/event", "null", "content-type,x-umami-cache")]
    public async Task APreflightIsAnsweredWithWhatItAsksFor(string path, string origin, string asked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", asked);

        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        AssertCors(answer, origin);
        Assert.Equal(asked, answer.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.Contains("POST", answer.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Equal("86400", answer.Headers.GetValues("Access-Control-Max-Age").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("")]
    public async Task PackedBodiesAreUnpacked(string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding == "br" ? new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(CollectHost.Body(Pageview)));
        }

        using var answer = await host.PostAsync(packed.ToArray(), headers: encoding.Length == 0 ? [] : [("Content-Encoding", encoding)]);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task ABombAndAHugeBodyAre413()
    {
        using var bomb = new MemoryStream();
        using (var stream = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(new byte[20_000_000]);

        using var unpacked = await host.PostAsync(bomb.ToArray());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, unpacked.StatusCode);
        using var huge = await host.PostAsync(new byte[(1024 * 1024) + 1], headers: ("Origin", "https://a.example"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        AssertCors(huge, "https://a.example");
    }

    [Fact]
    public async Task AChunkedBodyIsCappedWhileItIsRead()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/collect") { Content = new StreamContent(new MemoryStream(new byte[3_000_000])) };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData(CollectHost.WriteToken, 202)]
    [InlineData(CollectHost.ReadToken, 403)]
    [InlineData("nonsense", 401)]
    [InlineData(CollectHost.Key, 202)]
    public async Task ATokenIsBelievedOrRefused(string token, int status)
    {
        using var answer = await host.PostAsync(CollectHost.Body("""{"name":"pageview","time":"2020-01-01T00:00:00Z","ip":"8.8.8.8"}"""), headers: ("Authorization", $"Bearer {token}"));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("/track/view", """{"key":"app-1","pageUrl":"https://example.org/","pageTitle":"T"}""")]
    [InlineData("/track/interaction", """{"key":"ff_anonymous","type":"click","data":{"elementId":"buy","pageUrl":"https://example.org/"}}""")]
    [InlineData("/track/event", """{"key":"ff_anonymous","name":"signup","data":{"plan":"pro"}}""")]
    [InlineData("/track/event/", """{"key":"ff_anonymous","name":"signup"}""")]
    public async Task ShortCallsAreAccepted(string path, string body)
    {
        using var answer = await host.PostAsync(body, path);

        Assert.Equal("""{"accepted":1,"dropped":[]}""", await Text(answer));
    }

    [Fact]
    public async Task TheKeyMayComeInTheQuery()
    {
        using var answer = await host.PostAsync($$"""{"events":[{{Pageview}}]}""", $"/collect?key={CollectHost.Key}");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task ThePixelCountsThePageThatShowsIt()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/pixel.gif?key={CollectHost.Key}");
        request.Headers.Referrer = new Uri("https://example.org/no-script");

        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/gif", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("X-Footfall-Dropped"));
        Assert.StartsWith("GIF89a", Encoding.ASCII.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskingForThePixelsHeadersCountsNothing()
    {
        var before = host.Journal.End;
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/pixel.gif?key={CollectHost.Key}&url=https://example.org/");

        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("image/gif", 42L), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentLength));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(before, host.Journal.End);
    }

    [Fact]
    public async Task AnOriginThatCannotBeEchoedIsNotEchoed()
    {
        using var answer = await host.PostAsync(CollectHost.Body(Pageview), headers: ("Origin", "https://" + new string('a', 600)));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task EventsTooLargeForTheJournalAreToldByTheirPlaceInTheRequest()
    {
        var props = string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"p{i}\":\"{new string('x', 2000)}\""));
        var large = "{\"name\":\"large\",\"props\":{" + props + "}}";
        using var answer = await host.PostAsync(CollectHost.Body($"{large},{Pageview},{large},1,{large},{Pageview}"));

        var json = await Json(answer);
        Assert.Equal(2, (int)json["accepted"]!);
        Assert.Equal(["0 event_too_large", "2 event_too_large", "3 not_an_object", "4 event_too_large"],
            json["dropped"]!.AsArray().Select(drop => $"{drop!["index"]} {drop["reason"]}").Order());
    }

    [Fact]
    public async Task EveryEventOfEveryRequestIsInTheBooks()
    {
        var before = await StoredBooksAsync();
        using var mixed = await host.PostAsync(CollectHost.Body($"{Pageview},1,{Pageview}"));
        using var optedOut = await host.PostAsync(CollectHost.Body(Pageview), headers: ("DNT", "1"));
        using var dropped = await host.PostAsync(CollectHost.Body(Pageview, "ff_identified"), headers: ("Sec-GPC", "1"));
        using var kept = await host.PostAsync(CollectHost.Body(Pageview));

        // The event by which the books are waited for is one more.
        Assert.Equal(5, await StoredBooksAsync() - before);
        Assert.Equal("opted_out", (string)(await Json(dropped))["dropped"]![0]!["reason"]!);
    }

    /// <summary>Events of the project that the store's books call journalled, once everything sent so far is there.</summary>
    private async Task<long> StoredBooksAsync()
    {
        using var last = await host.PostAsync(CollectHost.Body(Pageview), "/collect?wait=stored");
        Assert.True((bool)(await Json(last))["stored"]!);
        var rows = await host.Store.Reader.QueryAsync(
            "SELECT sum(count)::BIGINT FROM ledger WHERE project = ? AND entry = ?", [1, (int)LedgerEntry.Journalled], QueryLimits.Default, TestContext.Current.CancellationToken);
        return (long)rows.Rows[0][0]!;
    }

    private static void AssertCors(HttpResponseMessage answer, string origin)
    {
        Assert.Equal(origin, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("true", answer.Headers.GetValues("Access-Control-Allow-Credentials").Single());
        Assert.Contains("Origin", string.Join(',', answer.Headers.Vary), StringComparison.Ordinal);
    }

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static async Task<JsonNode> Json(HttpResponseMessage answer) => JsonNode.Parse(await Text(answer))!;
}
