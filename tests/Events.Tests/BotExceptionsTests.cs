using System.Net;
using Xunit;

namespace Footfall.Events.Tests;

public class BotExceptionsTests
{
    [Theory]
    [InlineData("signal:datacenter", true)]
    [InlineData("browser:Firefox", true)]
    [InlineData("hostname:status.example.org", true)]
    [InlineData("network:203.0.113.0/24", true)]
    [InlineData("network:203.0.113.7", true)]
    [InlineData("network:2001:db8::/32", true)]
    [InlineData("signal:love", false)]
    [InlineData("network:here", false)]
    [InlineData("network:203.0.113.0/40", false)]
    [InlineData("browser:", false)]
    [InlineData("agent:curl", false)]
    [InlineData("datacenter", false)]
    public void AnExceptionIsAKindAndAValue(string text, bool isGood) => Assert.Equal(isGood, BotExceptions.Fault(text) is null);

    [Fact]
    public void WhatIsStoredIsOverruledByAnyOfThem()
    {
        var exceptions = BotExceptions.Read(["signal:datacenter", "browser:Firefox", "hostname:status.example.org", "signal:datacenter"]);

        Assert.Equal(3, exceptions.Texts.Count);
        Assert.True(exceptions.ReadStored);
        Assert.True(exceptions.Overrule("datacenter", null, null));
        Assert.True(exceptions.Overrule("crawler", "Firefox", "example.org"));
        Assert.True(exceptions.Overrule("crawler", null, "status.example.org"));
        Assert.False(exceptions.Overrule("crawler", "Chrome", "example.org"));
        Assert.False(BotExceptions.Read(["network:203.0.113.0/24"]).ReadStored);
    }

    [Theory]
    [InlineData("203.0.113.9", true)]
    [InlineData("::ffff:203.0.113.9", true)]
    [InlineData("203.0.114.9", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db9::1", false)]
    [InlineData(null, false)]
    public void ANetworkIsKnownByItsAddresses(string? address, bool isKnown) =>
        Assert.Equal(isKnown, BotExceptions.Read(["network:203.0.113.0/24", "network:2001:db8::/32"]).Know(address is null ? null : IPAddress.Parse(address)));
}
