using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Footfall.Ingestion.Pipeline.Steps;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class CheckShapeTests
{
    private readonly CheckShape step = new(new IngestionLimits());

    [Theory]
    [InlineData("page:enter", "pageview")]
    [InlineData("$pageview", "pageview")]
    [InlineData("page:leave", "page_leave")]
    [InlineData("$pageleave", "page_leave")]
    [InlineData("session:start", "session_start")]
    [InlineData("session:end", "session_end")]
    [InlineData(" pageview ", "pageview")]
    [InlineData("timer.started", "timer.started")]
    public void NamesAreStoredInTheirOwnForm(string sent, string stored)
    {
        var trip = SomeTrip.Of(SomeTrip.Draft(sent));

        Assert.Null(step.Take(trip));
        Assert.Equal(stored, trip.Event.Name);
    }

    [Theory]
    [InlineData(null, DropReason.MissingName)]
    [InlineData("  ", DropReason.InvalidName)]
    [InlineData("a\nb", DropReason.InvalidName)]
    public void WithoutAProperNameThereIsNoEvent(string? name, DropReason reason) =>
        Assert.Equal(reason, step.Take(SomeTrip.Of(SomeTrip.Draft(name)))?.Reason);

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, DropReason.TooManyProps)]
    public void AnEventAndItsContextTogetherHaveNoMorePropsThanAnEventMay(int props, DropReason? reason)
    {
        var context = SomeTrip.Draft();
        for (var i = 0; i < 10; i++) context.SetProp($"context-{i}", "x", null);
        var draft = SomeTrip.Draft();
        for (var i = 0; i < props - 10; i++) draft.SetProp($"own-{i}", "x", null);
        draft.Inherit(context);

        Assert.Equal(reason, step.Take(SomeTrip.Of(draft))?.Reason);
    }

    [Fact]
    public void ANameTooLongIsRefused() =>
        Assert.Equal(DropReason.InvalidName, step.Take(SomeTrip.Of(SomeTrip.Draft(new string('x', 121))))?.Reason);

    [Fact]
    public void AFaultOfReadingEndsTheTrip()
    {
        var draft = SomeTrip.Draft();
        draft.Fault = new Drop(DropReason.TooDeep, "a.b");

        Assert.Equal(draft.Fault, step.Take(SomeTrip.Of(draft)));
    }

    [Fact]
    public void OnlyATrustedSendersAddressIsLookedAt()
    {
        var draft = SomeTrip.Draft();
        draft.Address = "not an address";

        Assert.Null(step.Take(SomeTrip.Of(draft)));
        Assert.Equal("ip", step.Take(SomeTrip.Of(draft, trusted: true))?.Field);
    }
}
