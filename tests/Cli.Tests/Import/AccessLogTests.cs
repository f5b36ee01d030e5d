using Footfall.Cli.Import;
using Xunit;

namespace Footfall.Cli.Tests.Import;

public class AccessLogTests
{
    private const string Page = """203.0.113.9 - - [22/Nov/2026:10:15:00 +0100] "GET /pricing?utm_source=x HTTP/1.1" 200 512 "https://news.example/a" "Mozilla/5.0 \"x\"" """;

    [Fact]
    public async Task APageThatWasAnsweredIsAPageview()
    {
        var row = Assert.Single(await Read.AllAsync(new AccessLog("example.org", follows: false), Page));

        var one = Assert.Single(row.Events);
        Assert.Equal((new DateTime(2026, 11, 22, 9, 15, 0, DateTimeKind.Utc), "pageview", "https://example.org/pricing?utm_source=x"), (one.Time, one.Name, one.Url));
        Assert.Equal(("203.0.113.9", "Mozilla/5.0 \"x\"", "https://news.example/a"), (one.Address, one.UserAgent, one.Referrer));
    }

    [Theory]
    [InlineData("""::1 - bob [22/Nov/2026:10:15:00 +0000] "GET / HTTP/1.0" 304 -""", "1: 11-22 10:15:00 pageview https://example.org/")]
    [InlineData("""shop.example:443 ::1 - - [22/Nov/2026:10:15:00 +0000] "GET /a HTTP/2.0" 200 1 "-" "-" """, "1: 11-22 10:15:00 pageview https://example.org/a")]
    [InlineData("""::1 - - [22/Nov/2026:10:15:00 +0000] "GET https://x.example/b?c HTTP/1.1" 200 1""", "1: 11-22 10:15:00 pageview https://example.org/b?c")]
    [InlineData("""::1 - - [22/Nov/2026:10:15:00 +0000] "POST / HTTP/1.1" 200 1""", "1: requests that are not GET")]
    [InlineData("""::1 - - [22/Nov/2026:10:15:00 +0000] "GET / HTTP/1.1" 404 1""", "1: requests that were not answered with a page")]
    [InlineData("""::1 - - [22/Nov/2026:10:15:00 +0000] "GET /a.b/logo.PNG?v=1 HTTP/1.1" 200 1""", "1: files that are no pages")]
    [InlineData("""::1 - - [22/Nov/2026:10:15:00 +0000] "GET /v1.2/notes HTTP/1.1" 200 1""", "1: 11-22 10:15:00 pageview https://example.org/v1.2/notes")]
    [InlineData("""::1 - - [31/Feb/2026:10:15:00 +0000] "GET / HTTP/1.1" 200 1""", "1: is no line of an access log")]
    [InlineData("""::1 - - [22/Nov/2026:10:15:00 +0000] "\x16\x03\x01" 400 1""", "1: is no line of an access log")]
    [InlineData("nonsense", "1: is no line of an access log")]
    [InlineData("{\"level\":\"info\"}", "1: is no line of an access log")]
    [InlineData("""{"ts":1795342500.25,"status":200,"request":{"client_ip":"::1","method":"GET","host":"caddy.example:443","uri":"/c","headers":{"User-Agent":["UA"],"Referer":["https://r.example/"]}}}""", "1: 11-22 10:15:00 pageview https://example.org/c")]
    public async Task EachLineIsAPageOrToldWhyNot(string line, string told) =>
        Assert.Equal([told], Read.Told(await Read.AllAsync(new AccessLog("example.org", follows: false), line)));

    [Fact]
    public async Task TheSiteMayStandInTheLog()
    {
        var log = "shop.example:443 " + Page + "\n" + Page;

        Assert.Equal(
            ["1: 11-22 09:15:00 pageview https://shop.example/pricing?utm_source=x", "2: does not name its site: give it by --hostname"],
            Read.Told(await Read.AllAsync(new AccessLog(null, follows: false), log)));
    }

    [Fact]
    public async Task ALineHasTheSameIdHoweverItIsReached()
    {
        var log = $"{Page}\r\n{Page}\n\n{Page}";
        var all = await Read.AllAsync(new AccessLog("example.org", follows: false), log);

        var rest = await Read.AllAsync(new AccessLog("example.org", follows: false), log, all[0].End);

        Assert.Equal(3, all.SelectMany(row => row.Events).Select(e => e.Id).Distinct().Count());
        Assert.Equal(all.Skip(1).SelectMany(row => row.Events).Select(e => e.Id), rest.SelectMany(row => row.Events).Select(e => e.Id));
        Assert.Equal([2, 3, 4], rest.Select(row => row.Number));
        Assert.Equal("empty lines", all[2].LeftOut);
    }

    [Fact]
    public async Task ALineThatIsStillWrittenWaits() =>
        Assert.Single(await Read.AllAsync(new AccessLog("example.org", follows: true), $"{Page}\n{Page[..40]}"));

    [Fact]
    public async Task ALineOfMoreThanAMegabyteIsToldAndTheNextOneRead()
    {
        var rows = await Read.AllAsync(new AccessLog("example.org", follows: false), $"{new string('x', Lines.Longest * 3)}\n{Page}");

        Assert.Equal("is longer than a megabyte", rows[0].Fault);
        Assert.Single(rows[1].Events);
    }
}
