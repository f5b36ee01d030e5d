using Footfall.Ingestion.Pipeline;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline;

public class PageUrlTests
{
    [Theory]
    [InlineData("https://example.org", "example.org", "/", null)]
    [InlineData("https://example.org/", "example.org", "/", null)]
    [InlineData("HTTPS://Example.ORG:443/A/b?x=Y", "example.org", "/A/b", "?x=Y")]
    [InlineData("http://example.org:8080/a", "example.org", "/a", null)]
    [InlineData("https://example.org?", "example.org", "/", null)]
    [InlineData("https://example.org?a=1", "example.org", "/", "?a=1")]
    [InlineData("https://example.org/a#/route?x=1", "example.org", "/a#/route?x=1", null)]
    [InlineData("https://example.org/a?b=1#", "example.org", "/a", "?b=1")]
    [InlineData("https://jane:secret@example.org/", "example.org", "/", null)]
    [InlineData("https://example.org@evil.example/", "evil.example", "/", null)]
    [InlineData("https://example.org./", "example.org", "/", null)]
    [InlineData("https://m\u00fcller.example/", "xn--mller-kva.example", "/", null)]
    [InlineData("http://[2001:DB8::1]:8000/", "[2001:db8::1]", "/", null)]
    [InlineData("http://127.0.0.1:8000/demo/", "127.0.0.1", "/demo/", null)]
    [InlineData(" https://example.org/ ", "example.org", "/", null)]
    [InlineData("app://example.app/start", "example.app", "/start", null)]
    [InlineData("myapp:///settings", null, "/settings", null)]
    [InlineData("chrome-extension://abcdef/popup.html", "abcdef", "/popup.html", null)]
    public void PartsAreTakenOut(string url, string? host, string path, string? query)
    {
        Assert.True(PageUrl.TryParse(url, out var page));
        Assert.Equal((host, path, query), (page.Hostname, page.Path, page.Query));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/pricing")]
    [InlineData("example.org/pricing")]
    [InlineData("//example.org/")]
    [InlineData("https:///path")]
    [InlineData("https://")]
    [InlineData("https://:80/")]
    [InlineData("https://exa mple.org/")]
    [InlineData("https://example.org:8o/")]
    [InlineData("https://[::1/")]
    [InlineData("https://[nonsense]/")]
    [InlineData("https://<script>/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("about:blank")]
    [InlineData("blob:https://example.org/x")]
    [InlineData("file:///home/jane/index.html")]
    [InlineData("1http://example.org/")]
    [InlineData("C://example.org/")]
    public void WhatIsNoPageIsRefused(string url) => Assert.False(PageUrl.TryParse(url, out _));

    [Fact]
    public void AHostLongerThanAnyNameIsRefused() => Assert.False(PageUrl.TryParse("https://" + new string('a', 254) + "/", out _));
}
