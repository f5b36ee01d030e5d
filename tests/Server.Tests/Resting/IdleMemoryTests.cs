using Footfall.Server.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Server.Tests.Resting;

[Collection(nameof(AloneInTheProcess))]
public sealed class IdleMemoryTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ProbesDoNotKeepTheServerFromItsRestAndEverythingElseDoes()
    {
        var requests = server.App.Services.GetRequiredService<RequestMetrics>();
        using var browser = server.NewBrowser();

        var before = requests.LastBegan;
        foreach (var probe in new[] { "/health", "/metrics" })
        {
            using var probed = await browser.GetAsync(new Uri(probe, UriKind.Relative), Cancellation);
        }

        Assert.Equal(before, requests.LastBegan);
        using var asked = await browser.GetAsync(new Uri("/js/footfall.js", UriKind.Relative), Cancellation);
        Assert.NotEqual(before, requests.LastBegan);
    }
}
