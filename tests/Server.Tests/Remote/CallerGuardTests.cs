using Footfall.Server.Remote;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Footfall.Server.Tests.Remote;

public sealed class CallerGuardTests
{
    private const string Own = "http://127.0.0.1:8010";

    [Theory]
    [InlineData("GET", "/api/v1/projects", null, null)]
    [InlineData("GET", "/api/v1/projects", null, "same-origin")]
    [InlineData("GET", "/api/v1/projects", null, "none")]
    [InlineData("GET", "/", null, "cross-site")]
    [InlineData("POST", "/api/v1/session", Own, "same-origin")]
    [InlineData("DELETE", "/api/v1/session", Own, null)]
    public void ItsOwnPagesAreLetIn(string method, string path, string? origin, string? site) => Assert.Null(Refuse(method, path, origin, site));

    [Theory]
    [InlineData("GET", "/api/v1/projects", null, "cross-site")]
    [InlineData("GET", "/api/v1/projects", null, "same-site")]
    [InlineData("GET", "/api/v1/projects", "https://evil.example", null)]
    [InlineData("POST", "/", null, "cross-site")]
    [InlineData("POST", "/api/v1/session", null, "same-origin")]
    [InlineData("POST", "/api/v1/session", Own, "none")]
    [InlineData("POST", "/api/v1/session", Own, "same-site")]
    [InlineData("POST", "/api/v1/session", "null", "same-origin")]
    [InlineData("POST", "/api/v1/session", "http://127.0.0.1:8000", null)]
    [InlineData("POST", "/api/v1/session", "http://localhost:8010", null)]
    [InlineData("DELETE", "/api/v1/session", null, null)]
    public void NobodyElseIs(string method, string path, string? origin, string? site) => Assert.NotNull(Refuse(method, path, origin, site));

    [Theory]
    [InlineData("rebound.example:8010")]
    [InlineData("localhost:8010")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:8011")]
    public void ANameThatLeadsHereIsNotThisDashboard(string host) => Assert.NotNull(Refuse("GET", "/", null, null, host));

    [Fact]
    public void AWebSocketNamesThePageThatOpensIt()
    {
        Assert.NotNull(Refuse("GET", "/live", null, null, upgrade: "websocket"));
        Assert.NotNull(Refuse("GET", "/live", "https://evil.example", null, upgrade: "websocket"));
        Assert.Null(Refuse("GET", "/live", Own, "same-origin", upgrade: "websocket"));
    }

    private static string? Refuse(string method, string path, string? origin, string? site, string host = "127.0.0.1:8010", string? upgrade = null)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path, request.Scheme, request.Host) = (method, path, "http", new HostString(host));
        // As a browser does when a person follows a link.
        request.Headers["Sec-Fetch-Mode"] = "navigate";
        if (origin is not null) request.Headers.Origin = origin;
        if (site is not null) request.Headers["Sec-Fetch-Site"] = site;
        if (upgrade is not null) request.Headers.Upgrade = upgrade;
        return CallerGuard.Refuse(request, Own);
    }
}
