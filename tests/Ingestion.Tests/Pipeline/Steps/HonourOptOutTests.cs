using Footfall.Events;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Privacy;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class HonourOptOutTests
{
    [Theory]
    [InlineData(false, OptOutPolicy.Drop, false, false, false)]
    [InlineData(true, OptOutPolicy.Drop, true, false, false)]
    [InlineData(true, OptOutPolicy.KeepWithoutVisitor, false, true, true)]
    [InlineData(true, OptOutPolicy.Ignore, false, true, false)]
    [InlineData(false, OptOutPolicy.KeepWithoutVisitor, false, false, false)]
    public void TheProjectSaysWhatASignalMeans(bool signals, OptOutPolicy policy, bool drops, bool marked, bool anonymously)
    {
        var trip = SomeTrip.Of(SomeTrip.Draft(), Some.ProjectNumbered() with { OptOut = policy }, new RawHit { OptsOut = signals });

        Assert.Equal(drops ? DropReason.OptedOut : null, new HonourOptOut().Take(trip)?.Reason);
        Assert.Equal((marked, anonymously), (trip.Event.OptedOut, trip.Anonymously));
    }

    [Theory]
    [InlineData(OptOutPolicy.KeepWithoutVisitor)]
    [InlineData(OptOutPolicy.Ignore)]
    [InlineData(OptOutPolicy.Drop)]
    public void AVisitorWhoWantsToBeCountedOnlyIsCountedWithoutAVisitorWhateverTheProjectSays(OptOutPolicy policy)
    {
        var draft = SomeTrip.Draft();
        draft.Unlinked = true;
        var trip = SomeTrip.Of(draft, Some.ProjectNumbered() with { OptOut = policy }, new RawHit());

        Assert.Null(new HonourOptOut().Take(trip));
        Assert.Equal((true, true), (trip.Event.OptedOut, trip.Anonymously));
    }
}
