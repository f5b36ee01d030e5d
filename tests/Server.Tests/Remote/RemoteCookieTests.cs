using Footfall.Server.Remote;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Footfall.Server.Tests.Remote;

public sealed class RemoteCookieTests
{
    private static readonly RemoteCookie Far = Of("https://stats.example.org");
    private static readonly RemoteCookie Near = Of("http://127.0.0.1:8000");

    [Fact]
    public void ASessionGoesByANameOfTheServersOwn()
    {
        Assert.Equal($"{Far.Ours}=abc_-1; max-age=60; path=/; samesite=strict; httponly", Far.ToBrowser(["__Host-footfall=abc_-1; max-age=60; path=/; secure; samesite=strict; httponly"]));
        Assert.Equal($"{Near.Ours}=abc; path=/; samesite=strict; httponly", Near.ToBrowser(["footfall=abc"]));
        Assert.NotEqual(Far.Ours, Near.Ours);
    }

    [Fact]
    public void TheEndOfASessionIsPassedOn() =>
        Assert.Equal($"{Far.Ours}=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; samesite=strict; httponly", Far.ToBrowser(["__Host-footfall=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; secure"]));

    [Theory]
    [InlineData("other=abc; path=/")]
    [InlineData("footfall=abc; path=/")]
    [InlineData("__Host-footfall=a b; path=/")]
    [InlineData("__Host-footfall=\"abc\"")]
    [InlineData("")]
    [InlineData(";;=")]
    public void NoOtherCookieIsSet(string set) => Assert.Null(Far.ToBrowser([set]));

    [Fact]
    public void OnlyThatServersSessionIsSentToIt()
    {
        Assert.Equal("__Host-footfall=abc", Far.ToServer(Sent($"other=1; {Near.Ours}=near; {Far.Ours}=abc")));
        Assert.Equal("footfall=near", Near.ToServer(Sent($"footfall=neighbour; {Near.Ours}=near; {Far.Ours}=abc")));
        Assert.Null(Far.ToServer(Sent($"__Host-footfall=abc; footfall=abc; {Near.Ours}=near")));
        Assert.Null(Far.ToServer(Sent($"{Far.Ours}=a%3B%20b%3Dc")));
        Assert.Null(Far.ToServer(Sent($"{Far.Ours}=")));
    }

    private static RemoteCookie Of(string server) => new(RemoteServer.Parse(server, out _)!);

    private static IRequestCookieCollection Sent(string cookies)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Cookie = cookies;
        return request.Cookies;
    }
}
