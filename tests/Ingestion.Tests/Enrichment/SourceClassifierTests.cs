using Footfall.Events;
using Footfall.Ingestion.Enrichment;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Footfall.Ingestion.Tests.Enrichment;

public sealed class SourceClassifierTests
{
    private readonly SourceClassifier _classifier = new();

    [Theory]
    [InlineData("https://www.google.com/", "Google", "Organic Search")]
    [InlineData("https://www.google.co.uk/search?q=x", "Google", "Organic Search")]
    [InlineData("https://GOOGLE.DE:443/", "Google", "Organic Search")]
    [InlineData("https://news.google.com/articles/1", "Google News", "Organic Search")]
    [InlineData("https://www.bing.com/", "Bing", "Organic Search")]
    [InlineData("https://duckduckgo.com/", "DuckDuckGo", "Organic Search")]
    [InlineData("https://search.brave.com/search", "Brave", "Organic Search")]
    [InlineData("https://yandex.ru/", "Yandex", "Organic Search")]
    [InlineData("https://m.facebook.com/", "Facebook", "Organic Social")]
    [InlineData("https://l.facebook.com/l.php?u=x", "Facebook", "Organic Social")]
    [InlineData("https://t.co/abc", "X", "Organic Social")]
    [InlineData("https://old.reddit.com/r/x", "Reddit", "Organic Social")]
    [InlineData("https://news.ycombinator.com/item?id=1", "Hacker News", "Organic Social")]
    [InlineData("https://m.youtube.com/watch", "YouTube", "Organic Video")]
    [InlineData("https://mail.google.com/mail/u/0", "Gmail", "Email")]
    [InlineData("https://chatgpt.com/", "ChatGPT", "AI Assistants")]
    [InlineData("https://chat.openai.com/c/1", "ChatGPT", "AI Assistants")]
    [InlineData("https://www.perplexity.ai/search/x", "Perplexity", "AI Assistants")]
    [InlineData("https://claude.ai/chat/1", "Claude", "AI Assistants")]
    [InlineData("https://gemini.google.com/app", "Gemini", "AI Assistants")]
    [InlineData("https://copilot.microsoft.com/", "Copilot", "AI Assistants")]
    [InlineData("https://chat.deepseek.com/", "DeepSeek", "AI Assistants")]
    [InlineData("https://chat.mistral.ai/chat", "Mistral", "AI Assistants")]
    [InlineData("https://www.amazon.co.jp/", "Amazon", "Organic Shopping")]
    [InlineData("https://open.spotify.com/episode/1", "Spotify", "Audio")]
    [InlineData("https://github.com/a/b", "GitHub", "Referral")]
    [InlineData("https://www.somebody.example/page", "somebody.example", "Referral")]
    [InlineData("http://user:secret@blog.example:8080/x", "blog.example", "Referral")]
    [InlineData("https://bücher.example/", "xn--bcher-kva.example", "Referral")]
    [InlineData("https://google.evil.example/", "google.evil.example", "Referral")]
    [InlineData("https://notgoogle.com/", "notgoogle.com", "Referral")]
    [InlineData("android-app://com.google.android.gm/", "Gmail", "Email")]
    [InlineData("android-app://com.google.android.googlequicksearchbox/https/www.google.com", "Google", "Organic Search")]
    [InlineData("android-app://com.reddit.frontpage/", "Reddit", "Organic Social")]
    [InlineData("android-app://org.nobody.app", "org.nobody.app", "Referral")]
    [InlineData("producthunt.com/posts/x", "Product Hunt", "Organic Social")]
    public void AReferrerIsASource(string referrer, string source, string channel)
    {
        var acquisition = _classifier.Classify(referrer, null, "shop.example");
        Assert.Equal((source, channel), (acquisition.Source, acquisition.Channel));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("https://shop.example/cart")]
    [InlineData("https://www.shop.example/cart")]
    [InlineData("https://SHOP.example:8443/")]
    [InlineData("https://blog.shop.example/post")]
    [InlineData("about:blank")]
    [InlineData("file:///home/me/x.html")]
    [InlineData("chrome-extension://abc/page.html")]
    [InlineData("https://")]
    [InlineData("https:///path")]
    [InlineData("http://a..b/")]
    [InlineData("http://<script>/")]
    [InlineData("garbage")]
    [InlineData("https://[::zz]/")]
    public void NoReferrerOneOfOurOwnAndGarbageAreDirect(string? referrer) =>
        Assert.Same(Acquisition.Direct, _classifier.Classify(referrer, null, "www.shop.example"));

    [Theory]
    [InlineData("utm_source=google&utm_medium=cpc&utm_campaign=brand", "Google", "Paid Search", null)]
    [InlineData("?UTM_Source=Google&utm_medium=CPC", "Google", "Paid Search", null)]
    [InlineData("utm_source=facebook&utm_medium=paid", "Facebook", "Paid Social", null)]
    [InlineData("utm_source=fb&utm_medium=social", "Facebook", "Organic Social", null)]
    [InlineData("utm_source=youtube&utm_medium=cpv", "YouTube", "Paid Video", null)]
    [InlineData("utm_source=newsletter&utm_medium=email", "Newsletter", "Email", null)]
    [InlineData("utm_source=x&utm_medium=display", "X", "Display", null)]
    [InlineData("utm_source=partner&utm_medium=affiliate", "partner", "Affiliates", null)]
    [InlineData("utm_source=partner&utm_medium=cpm", "partner", "Display", null)]
    [InlineData("utm_source=partner&utm_medium=cpc", "partner", "Paid Other", null)]
    [InlineData("utm_source=partner&utm_medium=paid_social", "partner", "Paid Social", null)]
    [InlineData("utm_source=podcast&utm_medium=audio", "podcast", "Audio", null)]
    [InlineData("utm_source=twilio&utm_medium=sms", "twilio", "SMS", null)]
    [InlineData("utm_source=app&utm_medium=web_push", "app", "Mobile Push Notifications", null)]
    [InlineData("utm_source=google&utm_campaign=summer-cross-network", "Google", "Cross-network", null)]
    [InlineData("utm_source=google&utm_medium=cpc&utm_campaign=spring-shopping", "Google", "Paid Shopping", null)]
    [InlineData("utm_source=google&utm_medium=cpc&utm_campaign=workshop", "Google", "Paid Search", null)]
    [InlineData("utm_source=chatgpt.com", "ChatGPT", "AI Assistants", null)]
    [InlineData("utm_source=www.perplexity.ai", "Perplexity", "AI Assistants", null)]
    [InlineData("utm_medium=email", null, "Email", null)]
    [InlineData("utm_medium=organic", null, "Organic Search", null)]
    [InlineData("ref=producthunt", "Product Hunt", "Organic Social", null)]
    [InlineData("source=hackernews&ref=twitter", "Hacker News", "Organic Social", null)]
    [InlineData("gclid=abc", "Google", "Paid Search", "gclid")]
    [InlineData("msclkid=abc", "Bing", "Paid Search", "msclkid")]
    [InlineData("fbclid=abc", "Facebook", "Organic Social", "fbclid")]
    [InlineData("ttclid=abc", "TikTok", "Paid Social", "ttclid")]
    [InlineData("fbclid=a&gclid=b", "Google", "Paid Search", "gclid")]
    [InlineData("mc_eid=abc", "Mailchimp", "Email", "mc_eid")]
    [InlineData("gclid=", null, "Direct", null)]
    [InlineData("utm_source=&utm_medium=", null, "Direct", null)]
    [InlineData("utm_source=(not%20set)&utm_medium=(none)", null, "Direct", null)]
    [InlineData("utm_source=Direct+/+None", null, "Direct", null)]
    [InlineData("&&&===&utm_source", null, "Direct", null)]
    public void ParametersTellSourceAndChannel(string query, string? source, string channel, string? clickId)
    {
        var acquisition = _classifier.Classify(null, query, "shop.example");
        Assert.Equal((source, channel, clickId), (acquisition.Source, acquisition.Channel, acquisition.ClickId));
    }

    [Fact]
    public void AnAdOnAVideoSiteIsPaidVideo() =>
        Assert.Equal("Paid Video", _classifier.Classify("https://www.youtube.com/", "gclid=x", "shop.example").Channel);

    [Fact]
    public void CampaignsAreDecodedAndKept()
    {
        var acquisition = _classifier.Classify(
            "https://t.co/x?y=1", "?utm_source=My+List&utm_medium=e%2Dmail&utm_campaign=%C3%BCber&utm_content=a&utm_term=b&utm_term=c", "shop.example");
        Assert.Equal(
            ("My List", "Email", "My List", "e-mail", "über", "a", "b", "t.co/x"),
            (acquisition.Source!, acquisition.Channel, acquisition.UtmSource!, acquisition.UtmMedium!, acquisition.UtmCampaign!,
                acquisition.UtmContent!, acquisition.UtmTerm!, acquisition.Referrer!));
    }

    [Fact]
    public void AReferrersQueryIsNotKept() =>
        Assert.Equal("other.example/page", _classifier.Classify("https://other.example/page?email=a@b.c#x", null, "shop.example").Referrer);

    [Fact]
    public void NoInputThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<string?>(), (referrer, query, own) =>
            _classifier.Classify(referrer, query, own) is not null
            && _classifier.Classify("https://" + referrer, "utm_source=" + query, own) is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void HugeInputIsReadInABoundedWay()
    {
        var query = string.Join('&', Enumerable.Range(0, 200_000).Select(i => $"p{i}=v")) + "&utm_source=late";
        Assert.Same(Acquisition.Direct, _classifier.Classify("https://" + new string('a', 1_000_000), query, new string('b', 1_000_000)));
    }
}
