using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Pipeline.Steps;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class AddSourceTests
{
    [Fact]
    public void SourceAndCampaignComeFromRedactedText()
    {
        var draft = SomeTrip.Draft(url: "https://example.org/?utm_source=newsletter&utm_campaign=jane@example.com&gclid=abc");
        draft.Referrer = "https://www.google.com/";
        var trip = SomeTrip.Of(draft);
        new SplitUrl().Take(trip);
        new RedactText(new IngestionLimits()).Take(trip);

        Assert.Null(new AddSource(new SourceClassifier()).Take(trip));
        Assert.Equal("[redacted:email]", trip.Event.Acquisition.UtmCampaign);
        Assert.Equal("gclid", trip.Event.Acquisition.ClickId);
    }
}
