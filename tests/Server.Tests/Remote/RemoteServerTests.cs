using Footfall.Server.Remote;
using Xunit;

namespace Footfall.Server.Tests.Remote;

public sealed class RemoteServerTests
{
    private static readonly RemoteServer Server = RemoteServer.Parse("https://stats.example.org", out _)!;

    [Theory]
    [InlineData("https://stats.example.org", "https://stats.example.org")]
    [InlineData("https://stats.example.org:8443/", "https://stats.example.org:8443")]
    [InlineData("http://127.0.0.1:8000", "http://127.0.0.1:8000")]
    [InlineData("http://localhost:8000/", "http://localhost:8000")]
    public void AServerIsAnOrigin(string text, string origin) => Assert.Equal(origin, RemoteServer.Parse(text, out _)!.Origin);

    [Theory]
    [InlineData("stats.example.org")]
    [InlineData("ftp://stats.example.org")]
    [InlineData("http://stats.example.org")]
    [InlineData("https://stats.example.org/stats")]
    [InlineData("https://stats.example.org/?a=b")]
    [InlineData("https://owner:secret@stats.example.org/")]
    public void AnythingElseIsRefusedWithAReason(string text)
    {
        Assert.Null(RemoteServer.Parse(text, out var problem));
        Assert.NotEmpty(problem);
    }

    [Theory]
    [InlineData("/api/v1/projects?a=b%20c", "https://stats.example.org/api/v1/projects?a=b%20c")]
    [InlineData("/api/v1/projects/x/goals/a%2Fb", "https://stats.example.org/api/v1/projects/x/goals/a%2Fb")]
    [InlineData("/events/recent", "https://stats.example.org/events/recent")]
    [InlineData("/live?project=x", "https://stats.example.org/live?project=x")]
    [InlineData("/health", "https://stats.example.org/health")]
    public void DataIsAskedForAsItIsWritten(string target, string address) => Assert.Equal(address, Server.DataAddress(target)!.AbsoluteUri);

    [Theory]
    [InlineData("/")]
    [InlineData("/js/footfall.js")]
    [InlineData("/collect")]
    [InlineData("/assets/index.js")]
    [InlineData("/.well-known/footfall.json")]
    [InlineData("/healthy")]
    [InlineData("/live/x")]
    [InlineData("/api")]
    [InlineData("/api/../js/footfall.js")]
    [InlineData("/api/%2e%2e/js/footfall.js")]
    [InlineData("//evil.example/api/")]
    [InlineData("@evil.example/api/")]
    [InlineData(":8443/api/")]
    [InlineData("https://evil.example/api/")]
    [InlineData("*")]
    public void NothingElseIsAskedFor(string target) => Assert.Null(Server.DataAddress(target));
}
