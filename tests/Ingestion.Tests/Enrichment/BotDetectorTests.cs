using System.Net;
using System.Runtime.CompilerServices;
using Footfall.Events;
using Footfall.Ingestion.Enrichment;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Footfall.Ingestion.Tests.Enrichment;

public sealed class BotDetectorTests
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private static readonly BotDetector s_detector = new(new NetworkRanges([IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("2001:db8::/32")]));

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", BotReasons.Crawler)]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)", BotReasons.Crawler)]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", BotReasons.Crawler)]
    [InlineData("curl/8.5.0", BotReasons.Crawler)]
    [InlineData("python-requests/2.32.3", BotReasons.Crawler)]
    [InlineData("MyUnheardOfBot/0.1 by somebody", BotReasons.Crawler)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36", BotReasons.Headless)]
    [InlineData("Mozilla/5.0 (Unknown; Linux) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1", BotReasons.Headless)]
    [InlineData(null, BotReasons.NoUserAgent)]
    [InlineData("", BotReasons.NoUserAgent)]
    [InlineData("     ", BotReasons.NoUserAgent)]
    [InlineData("Mozilla/5.0", BotReasons.NoUserAgent)]
    [InlineData(Chrome, null)]
    [InlineData("Mozilla/5.0 (Linux; Android 13; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36", null)]
    public void AUserAgentIsJudged(string? agent, string? reason) => Assert.Equal(reason, s_detector.Judge(new BotSignals { UserAgent = agent }));

    [Fact]
    public void EveryKnownCrawlerIsFound() =>
        Assert.Equal([], Missed(Corpus.Crawlers, isBot: true));

    [Fact]
    public void NoRealBrowserIsTakenForABot() =>
        Assert.Equal([], Missed(Corpus.Browsers, isBot: false));

    [Fact]
    public void OtherSignalsAreJudgedWhereTheUserAgentIsABrowsers()
    {
        var browser = new BotSignals { UserAgent = Chrome };
        Assert.Equal(BotReasons.Automation, s_detector.Judge(browser with { SaysAutomated = true }));
        Assert.Equal(BotReasons.Headless, s_detector.Judge(browser with { Hints = new ClientHints("\"HeadlessChrome\";v=\"140\"", null, null, null, null, null) }));
        Assert.Equal(BotReasons.Prefetch, s_detector.Judge(browser with { Purpose = "prefetch;prerender" }));
        Assert.Equal(BotReasons.ReferrerSpam, s_detector.Judge(browser with { Referrer = "http://www.semalt.com/project?x=1" }));
        Assert.Null(s_detector.Judge(browser with { Referrer = "https://notsemalt.com/" }));
        Assert.Null(s_detector.Judge(browser with { Purpose = "something else" }));
    }

    [Theory]
    [InlineData("198.51.100.7", true)]
    [InlineData("::ffff:198.51.100.7", true)]
    [InlineData("198.51.101.0", false)]
    [InlineData("198.51.99.255", false)]
    [InlineData("2001:db8:1::1", true)]
    [InlineData("2001:db9::", false)]
    public void TheOwnersDatacentersAreFound(string address, bool expected) =>
        Assert.Equal(expected ? BotReasons.Datacenter : null, s_detector.Judge(new BotSignals { UserAgent = Chrome, Address = IPAddress.Parse(address) }));

    [Fact]
    public void AServerIsNotJudgedByWhatServersAre()
    {
        var server = new BotSignals { UserAgent = "node", Address = IPAddress.Parse("198.51.100.7"), IsServer = true };
        Assert.Null(s_detector.Judge(server));
        Assert.Equal(BotReasons.ReferrerSpam, s_detector.Judge(server with { Referrer = "https://semalt.com" }));
    }

    [Fact]
    public void NoInputThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<string?>(), (agent, referrer) =>
        {
            s_detector.Judge(new BotSignals { UserAgent = agent, Referrer = referrer, Purpose = agent, Hints = new ClientHints(agent, referrer, null, null, null, null) });
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ALineThatIsNoNetworkIsNamed()
    {
        var path = Path.GetTempFileName();
        File.WriteAllLines(path, ["# ours", "", "198.51.100.0/24", "nonsense"]);
        Assert.Contains("Line 4", Assert.Throws<InvalidDataException>(() => NetworkRanges.Read(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    /// <summary>What a request's headers say is forgotten with the request, though the verdict is remembered.</summary>
    [Fact]
    public void AUserAgentIsNotKept()
    {
        var judged = Judged();
        GC.Collect();
        Assert.False(judged.TryGetTarget(out _));

        // In a method of its own, whose locals are gone when it returns.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference<string> Judged()
        {
            var agent = Chrome + Guid.NewGuid();
            Assert.Null(s_detector.Judge(new BotSignals { UserAgent = agent }));
            Assert.Null(s_detector.Judge(new BotSignals { UserAgent = agent }));
            return new WeakReference<string>(agent);
        }
    }

    private static string[] Missed(IReadOnlyList<string> agents, bool isBot) =>
        agents.Where(agent => s_detector.Judge(new BotSignals { UserAgent = agent }) is null == isBot).ToArray();
}
