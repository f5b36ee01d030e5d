using System.Net;
using Xunit;

namespace Footfall.Privacy.Tests;

public class ClientAddressTests
{
    private static readonly TrustedProxies Proxies = TrustedProxies.Parse("10.0.0.0/8, 2001:db8:ff::/48 192.0.2.7");

    [Theory]
    [InlineData("198.51.100.1", "203.0.113.9", null, "198.51.100.1")] // a stranger's header is no evidence
    [InlineData("10.0.0.1", null, null, "10.0.0.1")]
    [InlineData("10.0.0.1", "203.0.113.9", null, "203.0.113.9")]
    [InlineData("10.0.0.1", "6.6.6.6, 203.0.113.9", null, "203.0.113.9")] // what stands left of the first stranger is his own claim
    [InlineData("10.0.0.1", "203.0.113.9, 10.2.3.4, 192.0.2.7", null, "203.0.113.9")]
    [InlineData("10.0.0.1", "10.5.5.5, 10.2.3.4", null, "10.5.5.5")]
    [InlineData("10.0.0.1", "203.0.113.9, nonsense", null, "10.0.0.1")]
    [InlineData("10.0.0.1", "203.0.113.9, unknown, 10.2.3.4", null, "10.2.3.4")]
    [InlineData("10.0.0.1", ",,, ,", null, "10.0.0.1")]
    [InlineData("10.0.0.1", "1", null, "10.0.0.1")]
    [InlineData("10.0.0.1", "203.0.113.9:51234", null, "203.0.113.9")]
    [InlineData("10.0.0.1", "[2001:db8::1]:51234", null, "2001:db8::1")]
    [InlineData("10.0.0.1", "2001:db8::1", null, "2001:db8::1")]
    [InlineData("10.0.0.1", "[2001:db8::1", null, "10.0.0.1")]
    [InlineData("::ffff:10.0.0.1", "::ffff:203.0.113.9", null, "203.0.113.9")]
    [InlineData("2001:db8:ff::2", "203.0.113.9", null, "203.0.113.9")]
    [InlineData("10.0.0.1", null, "for=203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.1", null, "for=6.6.6.6, proto=https;For=\"[2001:db8::1]:4711\";by=10.0.0.1", "2001:db8::1")]
    [InlineData("10.0.0.1", null, "for=_hidden", "10.0.0.1")]
    [InlineData("10.0.0.1", null, "for=\"203.0.113.9, 6.6.6.6\"", "10.0.0.1")]
    [InlineData("10.0.0.1", "203.0.113.9", "for=6.6.6.6", "203.0.113.9")]
    public void TheNearestUntrustedAddressIsTheClient(string connection, string? forwardedFor, string? forwarded, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), ClientAddress.Find(IPAddress.Parse(connection), forwardedFor, forwarded, Proxies));

    [Fact]
    public void AnEndlessChainIsWalkedOnlySoFar()
    {
        var chain = string.Join(',', Enumerable.Repeat("10.1.1.1", 5000).Prepend("203.0.113.9"));

        Assert.Equal(IPAddress.Parse("10.1.1.1"), ClientAddress.Find(IPAddress.Parse("10.0.0.1"), chain, null, Proxies));
    }

    [Fact]
    public void AConnectionWithoutAnAddressHasNone() => Assert.Null(ClientAddress.Find(null, "203.0.113.9", null, Proxies));

    [Fact]
    public void AProxyListThatCannotBeReadNamesItsBadEntry()
    {
        var error = Assert.Throws<FormatException>(() => TrustedProxies.Parse("10.0.0.0/8, proxy.local"));

        Assert.Contains("proxy.local", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARawHitTellsNothingAsText() =>
        Assert.DoesNotContain("203", new RawHit { Address = IPAddress.Parse("203.0.113.9") }.ToString(), StringComparison.Ordinal);
}
