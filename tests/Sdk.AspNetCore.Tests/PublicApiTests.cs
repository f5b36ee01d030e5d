using Footfall.AspNetCore;
using Footfall.Sdk.Client.Tests;
using Xunit;

namespace Footfall.Sdk.AspNetCore.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void TheSurfaceIsTheOneThatWasReviewed()
    {
        var surface = PublicSurface.Of(typeof(ITrack).Assembly);
        var reviewed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicApi.txt"));
        var written = Path.Combine(AppContext.BaseDirectory, "PublicApi.now.txt");
        File.WriteAllText(written, surface);
        Assert.True(surface == reviewed, $"The public surface has changed. Review {written} against sdk/dotnet/AspNetCore/PublicApi.txt, and copy it there if others can live with it.");
    }
}
