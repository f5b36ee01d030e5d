using System.Net;
using Xunit;

namespace Footfall.Server.Tests.Health;

public sealed class HealthEndpointsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task ALoadBalancerMayAskByHead()
    {
        using var client = server.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/health");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
