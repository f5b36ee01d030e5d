using Footfall.Events;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Pipeline;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class AddFirstTouchTests
{
    private static readonly Project Identified = Some.ProjectNumbered(mode: TrustMode.Identified);

    [Fact]
    public void AReferrerIsClassifiedAsThatOfAVisitIs()
    {
        var first = Taken(Start(("first_touch.referrer", "https://www.google.com/")));

        Assert.Equal(("Google", "google.com", "Organic Search"), (first?.Source, first?.Referrer, first?.Channel));
    }

    [Fact]
    public void ACampaignHasItsFiveParts()
    {
        var first = Taken(Start(
            ("first_touch.referrer", ""), ("first_touch.utm_source", "news & more"), ("first_touch.utm_medium", "email"), ("first_touch.utm_campaign", "May"),
            ("first_touch.utm_content", "top"), ("first_touch.utm_term", "a=b")));

        Assert.Equal(
            new Acquisition { Source = "news & more", Channel = "Email", UtmSource = "news & more", UtmMedium = "email", UtmCampaign = "May", UtmContent = "top", UtmTerm = "a=b" },
            first);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://example.org/other")]
    public void WithoutAForeignReferrerItIsKnownToHaveBeenDirect(string referrer) =>
        Assert.Equal(Acquisition.Direct, Taken(Start(("first_touch.referrer", referrer))));

    [Fact]
    public void AClickIdIsNoFirstTouch() => Assert.Null(Taken(Start(("first_touch.gclid", "abc"), ("window_width", "100"))));

    [Fact]
    public void AnEventThatStartsNoSessionHasNone() =>
        Assert.Null(Taken(Start("pageview", ("first_touch.referrer", "https://www.google.com/"))));

    [Fact]
    public void AVisitorWhoIsNotKnownAgainHasNone()
    {
        var start = Start(("first_touch.referrer", "https://www.google.com/"));
        Assert.Null(Taken(start, Some.ProjectNumbered()));
        start.Visitor = null;
        Assert.Null(Taken(start));
    }

    [Fact]
    public void AVisitorWhoOptedOutHasNone() => Assert.Null(Taken(Start(("first_touch.referrer", "https://www.google.com/")), anonymously: true));

    private static Draft Start(params (string Name, string Value)[] props) => Start(EventNames.SessionStart, props);

    private static Draft Start(string name, params (string Name, string Value)[] props)
    {
        var draft = SomeTrip.Draft(name);
        draft.Visitor = "v-1";
        foreach (var (prop, value) in props) draft.SetProp(prop, value, null);
        return draft;
    }

    private static Acquisition? Taken(Draft draft, Project? project = null, bool anonymously = false)
    {
        var trip = SomeTrip.Of(draft, project ?? Identified);
        trip.Anonymously = anonymously;
        new SplitUrl().Take(trip);
        new RedactText(new IngestionLimits()).Take(trip);
        Assert.Null(new AddFirstTouch(new SourceClassifier()).Take(trip));
        return trip.Event.FirstTouch;
    }
}
