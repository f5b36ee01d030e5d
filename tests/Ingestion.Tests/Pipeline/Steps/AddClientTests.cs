using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Pipeline.Steps;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class AddClientTests
{
    private static readonly AddClient Step = new(new UserAgentParser());

    [Fact]
    public void TheUserAgentBecomesNames()
    {
        var trip = SomeTrip.Of(SomeTrip.Draft());

        Assert.Null(Step.Take(trip));
        Assert.Equal(("Chrome", "Windows", "Desktop"), (trip.Event.Client.Browser, trip.Event.Client.Os, trip.Event.Client.Device));
    }

    [Theory]
    [InlineData("en-GB", "en-GB")]
    [InlineData("de-DE,de;q=0.9,en;q=0.8", "de-DE")]
    [InlineData("*", null)]
    [InlineData("", null)]
    [InlineData("<script>", null)]
    [InlineData(null, null)]
    public void ALanguageIsATag(string? sent, string? stored)
    {
        var draft = SomeTrip.Draft();
        draft.Language = sent;
        var trip = SomeTrip.Of(draft);

        Step.Take(trip);

        Assert.Equal(stored, trip.Event.Language);
    }
}
