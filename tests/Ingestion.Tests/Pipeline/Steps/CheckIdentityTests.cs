using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class CheckIdentityTests
{
    private readonly CheckIdentity step = new();

    [Fact]
    public void AnAnonymousProjectTakesNobodysName()
    {
        Draft[] drafts = [new() { Visitor = "v" }, new() { Session = "s" }, new() { User = "u" }];
        string[] fields = ["visitor", "session", "user"];
        for (var i = 0; i < drafts.Length; i++)
        {
            var drop = step.Take(SomeTrip.Of(drafts[i]));
            Assert.Equal((DropReason.IdentityNotAllowed, fields[i]), (drop!.Value.Reason, drop.Value.Field));
            Assert.Null(step.Take(SomeTrip.Of(drafts[i], Some.ProjectNumbered(1, TrustMode.Identified))));
        }

        Assert.Null(step.Take(SomeTrip.Of(SomeTrip.Draft())));
    }

    [Fact]
    public void ATrustedSenderMayNameTheVisitorOfADayAndNothingMore()
    {
        Assert.Null(step.Take(SomeTrip.Of(new Draft { Visitor = "v" }, trusted: true)));
        Assert.Equal("session", step.Take(SomeTrip.Of(new Draft { Visitor = "v", Session = "s" }, trusted: true))!.Value.Field);
        Assert.Equal("user", step.Take(SomeTrip.Of(new Draft { User = "u" }, trusted: true))!.Value.Field);
    }
}
