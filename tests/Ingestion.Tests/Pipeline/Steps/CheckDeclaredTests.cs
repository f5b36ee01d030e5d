using Footfall.Events;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class CheckDeclaredTests
{
    [Theory]
    [InlineData("pageview", true, true)]
    [InlineData("outbound_click", true, true)]
    [InlineData("signup", true, true)]
    [InlineData("Signup", true, false)]
    [InlineData("download", true, false)]
    [InlineData("download", false, true)]
    public void UndeclaredEventsAreRefusedWhereTheProjectSaysSo(string name, bool refuses, bool passes)
    {
        var project = Some.ProjectNumbered() with { RefuseUndeclared = refuses, DeclaredEvents = [new DeclaredEvent("signup", "to count sign-ups", [])] };

        Assert.Equal(passes ? null : DropReason.UndeclaredEvent, new CheckDeclared().Take(SomeTrip.Of(SomeTrip.Draft(name), project))?.Reason);
    }
}
