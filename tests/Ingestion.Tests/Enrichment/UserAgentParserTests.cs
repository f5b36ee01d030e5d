using Footfall.Events;
using Footfall.Ingestion.Enrichment;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Footfall.Ingestion.Tests.Enrichment;

public sealed class UserAgentParserTests
{
    private const string WindowsChrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private const string AndroidChrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    private readonly UserAgentParser _parser = new();

    [Theory]
    // Desktop browsers
    [InlineData(WindowsChrome, "Chrome", "140", "Windows", "10", "Desktop")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15", "Safari", "17.4", "macOS", "10.15", "Desktop")]
    [InlineData("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox", "128", "Ubuntu", null, "Desktop")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome", "140", "Chrome OS", "14541", "Desktop")]
    [InlineData(WindowsChrome + " Edg/140.0.3485.54", "Edge", "140", "Windows", "10", "Desktop")]
    [InlineData(WindowsChrome + " OPR/121.0.0.0", "Opera", "121", "Windows", "10", "Desktop")]
    [InlineData(WindowsChrome + " Vivaldi/7.5.3735.44", "Vivaldi", "7.5", "Windows", "10", "Desktop")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 YaBrowser/25.8.0.0 Safari/537.36", "Yandex Browser", "25.8", "Windows", "10", "Desktop")]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer", "11", "Windows", "7", "Desktop")]
    [InlineData("Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1; Trident/4.0)", "Internet Explorer", "8", "Windows", "XP", "Desktop")]
    [InlineData("Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18", "Opera", "12.18", "Windows", "7", "Desktop")]
    // Mobile browsers
    [InlineData(AndroidChrome, "Chrome", "140", "Android", "10", "Mobile")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1", "Safari", "17.4", "iOS", "17.4", "Mobile")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1", "Safari", "26.1", "iOS", "26.1", "Mobile")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 15_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124.0.6367.88 Mobile/15E148 Safari/604.1", "Chrome", "124", "iOS", "15.4", "Tablet")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36", "Samsung Internet", "28", "Android", "14", "Mobile")]
    [InlineData("Mozilla/5.0 (Linux; U; Android 11; en-US; M2006C3LG) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.7.8.1323 Mobile Safari/537.36", "UC Browser", "13.7", "Android", "11", "Mobile")]
    [InlineData("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0", "Firefox", "128", "Android", "14", "Mobile")]
    [InlineData("Mozilla/5.0 (Android 14; Tablet; rv:128.0) Gecko/128.0 Firefox/128.0", "Firefox", "128", "Android", "14", "Tablet")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36", "Chrome", "124", "Android", "13", "Tablet")]
    [InlineData("Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/127.0 Mobile DuckDuckGo/5 Safari/537.36", "DuckDuckGo", "5", "Android", "10", "Mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; HD1913) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36 EdgA/124.0.2478.64", "Edge", "124", "Android", "10", "Mobile")]
    [InlineData("Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16", "Opera Mini", "36.2", "Android", null, "Mobile")]
    [InlineData("Mozilla/5.0 (Linux; U; Android 4.0.3; de-ch; HTC Sensation Build/IML74K) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30", "Android Browser", "4", "Android", "4", "Mobile")]
    [InlineData("Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.14977", "Edge", "15.14977", "Windows Phone", "10", "Mobile")]
    // Apps that show pages
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21E219 [FBAN/FBIOS;FBAV/459.0.0.30.110;FBBV/586;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.4]", "Facebook", "459", "iOS", "17.4", "Mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; SM-A546B Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/462.0.0.46.85;]", "Facebook", "462", "Android", "14", "Mobile")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21E219 [FBAN/MessengerForiOS;FBAV/454.0.0.31;]", "Messenger", "454", "iOS", "17.4", "Mobile")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21E219 Instagram 329.0.8.29.90 (iPhone14,5; iOS 17_4)", "Instagram", "329", "iOS", "17.4", "Mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36", "Android WebView", "124", "Android", "13", "Mobile")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148", "iOS WebView", null, "iOS", "17.4", "Mobile")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/315.0.630091404 Mobile/15E148 Safari/604.1", "Google", "315", "iOS", "17.4", "Mobile")]
    // Televisions and consoles
    [InlineData("Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/4.0 Chrome/76.0.3809.146 TV Safari/537.36", "Samsung Internet", "4", "Tizen", "6", "TV")]
    [InlineData("Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36 WebAppManager", "Chrome", "94", "webOS", null, "TV")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; AFTMM Build/PS7624) AppleWebKit/537.36 (KHTML, like Gecko) Silk/108.9.6 like Chrome/108.0.5359.220 Safari/537.36", "Silk", "108.9", "Android", "9", "TV")]
    [InlineData("Mozilla/5.0 (PlayStation; PlayStation 5/6.00) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15", "Safari", "15.4", "PlayStation", "5", "Console")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0", "Edge", "124", "Xbox", null, "Console")]
    [InlineData("Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.3.15.4 NintendoBrowser/5.1.0.20393", "Nintendo Browser", "5.1", "Nintendo Switch", null, "Console")]
    // Programs
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot", null, null, null, "Bot")]
    [InlineData("curl/8.5.0", "curl", "8.5", null, null, null)]
    [InlineData("Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 40) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36", "Chrome", "124", "Android", "13", "Mobile")]
    public void AUserAgentTellsItsClient(string agent, string? browser, string? version, string? os, string? osVersion, string? device) =>
        Assert.Equal(new Client(browser, version, os, osVersion, device), _parser.Parse(agent, default));

    [Theory]
    [InlineData(WindowsChrome, "\"Chromium\";v=\"140\", \"Brave\";v=\"140\", \"Not-A.Brand\";v=\"24\"", "\"Windows\"", "\"15.0.0\"", "?0", "Brave", "Windows", "11", "Desktop")]
    [InlineData(WindowsChrome, "\"Google Chrome\";v=\"140\", \"Chromium\";v=\"140\"", "\"Windows\"", "\"10.0.0\"", "?0", "Chrome", "Windows", "10", "Desktop")]
    [InlineData(WindowsChrome, "\"Google Chrome\";v=\"140\"", "\"Windows\"", "\"0.1.0\"", "?0", "Chrome", "Windows", "7", "Desktop")]
    [InlineData(WindowsChrome, "\"Google Chrome\";v=\"140\"", "\"Windows\"", "\"13.0.0\"", "?0", "Chrome", "Windows", "11", "Desktop")]
    [InlineData(WindowsChrome, "garbage;;;\"", "\"Windows\"", "nonsense", "?0", "Chrome", "Windows", "10", "Desktop")]
    [InlineData(AndroidChrome, "\"Google Chrome\";v=\"140\"", "\"Android\"", "\"15.0.0\"", "?1", "Chrome", "Android", "15", "Mobile")]
    [InlineData(AndroidChrome, "\"Samsung Internet\";v=\"28.0\", \"Chromium\";v=\"130\"", "\"Android\"", "\"14.0.0\"", "?1", "Samsung Internet", "Android", "14", "Mobile")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "\"Google Chrome\";v=\"140\"", "\"Android\"", "\"14\"", "?0", "Chrome", "Android", "14", "Tablet")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "\"Google Chrome\";v=\"140\"", "\"macOS\"", "\"15.6.1\"", "?0", "Chrome", "macOS", "15.6", "Desktop")]
    [InlineData(WindowsChrome + " Vivaldi/7.5", "\"Google Chrome\";v=\"140\", \"Chromium\";v=\"140\"", "\"Windows\"", null, "?0", "Vivaldi", "Windows", "10", "Desktop")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36 Instagram 329.0", "\"Android WebView\";v=\"124\"", "\"Android\"", "\"14.0.0\"", "?1", "Instagram", "Android", "14", "Mobile")]
    [InlineData("", "\"Microsoft Edge\";v=\"140\"", "\"Windows\"", "\"14.0.0\"", "?0", "Edge", "Windows", "11", "Desktop")]
    public void HintsKnowBetterThanTheUserAgent(
        string agent, string brands, string platform, string? platformVersion, string mobile, string browser, string os, string? osVersion, string device)
    {
        var client = _parser.Parse(agent, new ClientHints(brands, null, platform, platformVersion, mobile, null));
        Assert.Equal((browser, os, osVersion, device), (client.Browser, client.Os, client.OsVersion, client.Device));
    }

    [Fact]
    public void TheFullVersionListIsPreferredToTheShortOne()
    {
        var hints = new ClientHints("\"Opera\";v=\"121\"", "\"Opera\";v=\"121.3.5600.50\"", null, null, null, null);
        Assert.Equal("121.3", _parser.Parse(WindowsChrome, hints).BrowserVersion);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("))))((((;;;;////")]
    [InlineData("Chrome/99999999999999999999999999999999999999")]
    [InlineData("Windows NT")]
    [InlineData("Version/")]
    public void NonsenseTellsNothingAndThrowsNothing(string? agent) => Assert.Null(_parser.Parse(agent, default).BrowserVersion);

    [Fact]
    public void NothingIsReadBeyondABound() =>
        Assert.Null(_parser.Parse(new string('x', 1 << 20) + " Firefox/128.0", default).Browser);

    [Fact]
    public void AHitAllocatesNothing()
    {
        _parser.Parse(WindowsChrome, default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) _parser.Parse(WindowsChrome, default);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100);
    }

    [Fact]
    public void AFloodOfInventedUserAgentsGrowsNothing()
    {
        for (var i = 0; i < 20_000; i++) _parser.Parse($"{WindowsChrome} Flood/{i} {new string('z', 300)}", default);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 20_000; i < 60_000; i++) _parser.Parse($"{WindowsChrome} Flood/{i} {new string('z', 300)}", default);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 2_000_000);
    }

    [Fact]
    public void NoInputThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<string?>(), (agent, hint) =>
        {
            var client = _parser.Parse(agent, new ClientHints(hint, agent, hint, agent, hint, agent));
            return (client.Browser?.Length ?? 0) <= 32;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void NoMixtureOfRealWordsThrows()
    {
        string[] words = ["Mozilla/5.0", "(", ")", ";", "Windows NT", "10.0", "Android", "Chrome/1.2", "Version", "/", "[FBAN", "iPhone OS", "17_4", "Safari", "CrOS x86_64", "bot", ":", "rv"];
        Prop.ForAll(Gen.Elements(words).ListOf().ToArbitrary(), list => _parser.Parse(string.Join(' ', list), default) is not null)
            .QuickCheckThrowOnFailure();
    }
}
