using Footfall.Client;
using Xunit;

namespace Footfall.Sdk.Client.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void TheSurfaceIsTheOneThatWasReviewed()
    {
        var surface = PublicSurface.Of(typeof(FootfallClient).Assembly);
        var reviewed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicApi.txt"));
        var written = Path.Combine(AppContext.BaseDirectory, "PublicApi.now.txt");
        File.WriteAllText(written, surface);
        Assert.True(surface == reviewed, $"The public surface has changed. Review {written} against sdk/dotnet/Client/PublicApi.txt, and copy it there if others can live with it.");
    }
}
