using Footfall.Events;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class CheckHostTests
{
    [Theory]
    [InlineData("https://example.org/", "", true)]
    [InlineData("https://example.org/", "example.org", true)]
    [InlineData("https://EXAMPLE.org/", "Example.ORG", true)]
    [InlineData("https://www.example.org/", "example.org", false)]
    [InlineData("https://www.example.org/", "*.example.org", true)]
    [InlineData("https://example.org/", "*.example.org", false)]
    [InlineData("https://badexample.org/", "*.example.org", false)]
    [InlineData("https://shop.example/", "example.org shop.example", true)]
    [InlineData(null, "example.org", false)]
    public void OnlyAllowedHostsPass(string? url, string allowed, bool passes)
    {
        var project = Some.ProjectNumbered() with { AllowedHosts = allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries) };
        var trip = SomeTrip.Of(SomeTrip.Draft(url: url), project);
        new SplitUrl().Take(trip);

        Assert.Equal(passes ? null : DropReason.HostNotAllowed, new CheckHost().Take(trip)?.Reason);
    }

    [Fact]
    public void ATrustedEventNeedsNoHost()
    {
        var project = Some.ProjectNumbered() with { AllowedHosts = ["example.org"] };

        Assert.Null(new CheckHost().Take(SomeTrip.Of(SomeTrip.Draft(url: null), project, trusted: true)));
    }
}
