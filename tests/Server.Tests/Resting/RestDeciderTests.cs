using Footfall.Server.Resting;
using Xunit;

namespace Footfall.Server.Tests.Resting;

public sealed class RestDeciderTests
{
    private readonly RestDecider decider = new(TimeSpan.FromSeconds(8), TimeSpan.FromMinutes(10));

    [Fact]
    public void AServerThatNobodyAskedRestsOnceAfterItsStart()
    {
        Assert.False(At(2, request: 0));
        Assert.True(At(8, request: 0));
        Assert.False(At(10, request: 0));
        Assert.False(At(3600, request: 0));
    }

    [Fact]
    public void EachRequestPutsTheRestOff()
    {
        Assert.False(At(6, request: 1));
        Assert.False(At(12, request: 2));
        Assert.False(At(19, request: 2));
        Assert.True(At(20, request: 2));
    }

    [Fact]
    public void AfterARequestItRestsAgainButNotBeforeThePauseIsOver()
    {
        Assert.True(At(8, request: 0));
        Assert.False(At(100, request: 1));
        Assert.False(At(200, request: 1));
        Assert.False(At(607, request: 1));
        Assert.True(At(608, request: 1));
    }

    private bool At(int seconds, long request) => decider.ShouldRest(request, TimeSpan.FromSeconds(seconds));
}
