using Footfall.Ingestion.Journal.Draining;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

public sealed class DrainDeciderTests
{
    private readonly DrainDecider decider = new();

    [Fact]
    public void NothingToDoIsWaitedOut() => Assert.Equal(DrainAction.Wait, decider.Decide(At(0), 0, 0, false).Action);

    [Fact]
    public void AFewEventsWaitAMomentForMore()
    {
        var first = decider.Decide(At(0), 300, 1, false);
        Assert.Equal(DrainStep.Wait(DrainDecider.ShortestPause), first);
        Assert.Equal(DrainAction.Wait, decider.Decide(At(49), 600, 2, false).Action);
        Assert.Equal(DrainStep.Commit(DrainDecider.FullBatch), decider.Decide(At(50), 900, 3, false));
    }

    [Theory]
    [InlineData(1, DrainDecider.FullBatch)]
    [InlineData(DrainDecider.FullBytes, 0)]
    public void AFullBatchWaitsForNothing(long bytes, long events) => Assert.Equal(DrainAction.Commit, decider.Decide(At(0), bytes, events, false).Action);

    [Fact]
    public void AStopWaitsForNothing() => Assert.Equal(DrainAction.Commit, decider.Decide(At(0), 1, 1, hurry: true).Action);

    [Fact]
    public void PausesGrowWithTheCommitsButStayBelowHalfASecond()
    {
        decider.Committed(At(0), TimeSpan.FromMilliseconds(30), 100);
        Assert.Equal(DrainStep.Wait(TimeSpan.FromMilliseconds(120)), decider.Decide(At(0), 1, 1, false));
        decider.Committed(At(200), TimeSpan.FromSeconds(3), 100);
        Assert.Equal(DrainStep.Wait(DrainDecider.LongestPause), decider.Decide(At(200), 1, 1, false));
    }

    [Fact]
    public void AnUnavailableStoreIsAskedLessAndLessOftenWithTheWholeBatch()
    {
        var now = At(0);
        var pauses = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            decider.Refused(now, DrainRefusal.Unavailable, 500);
            var wait = decider.Decide(now, 1, 1, hurry: true);
            Assert.Equal(DrainAction.Wait, wait.Action);
            pauses.Add(wait.Delay.TotalSeconds);
            now += wait.Delay;
            Assert.Equal(DrainStep.Commit(DrainDecider.FullBatch), decider.Decide(now, 1, 1, false));
        }

        Assert.Equal([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10, 10, 10], pauses);
    }

    [Fact]
    public void ABatchThatIsTooMuchIsHalvedAndGrowsAgain()
    {
        decider.Refused(At(0), DrainRefusal.TooMuch, 20_000);
        Assert.Equal(DrainStep.Commit(10_000), decider.Decide(At(500), 1, 1, false));
        decider.Committed(At(600), TimeSpan.FromMilliseconds(1), 10_000);
        Assert.Equal(DrainStep.Commit(20_000), decider.Decide(At(1000), DrainDecider.FullBytes, 1, false));
    }

    [Fact]
    public void ASecondUnexplainedFailureHalvesWithoutAPause()
    {
        decider.Refused(At(0), DrainRefusal.Unknown, 800);
        Assert.Equal(DrainAction.Wait, decider.Decide(At(0), 1, 1, false).Action);
        Assert.Equal(DrainStep.Commit(DrainDecider.FullBatch), decider.Decide(At(200), 1, 1, false));
        decider.Refused(At(200), DrainRefusal.Unknown, 801);
        Assert.Equal(DrainStep.Commit(401), decider.Decide(At(200), 1, 1, false));
    }

    [Fact]
    public void AnEventIsSetAsideSoonOnlyWhereTheStoreTookOthersJustBefore()
    {
        Assert.InRange(TimeToSetAside(afterSuccess: true).TotalSeconds, 1, 5);
        Assert.InRange(TimeToSetAside(afterSuccess: false).TotalSeconds, 30, 45);
    }

    /// <summary>Memory may be short for a while for others' sake, such as that of questions: an event has more time, but not for ever.</summary>
    [Fact]
    public void AnEventThatAloneIsTooMuchIsSetAsideInTheEnd()
    {
        Assert.InRange(TimeToSetAside(afterSuccess: true, DrainRefusal.TooMuch).TotalSeconds, 600, 615);
        Assert.InRange(TimeToSetAside(afterSuccess: false, DrainRefusal.TooMuch).TotalSeconds, 600, 615);
    }

    [Fact]
    public void HalvingABatchThatIsTooMuchTakesSeconds()
    {
        var (now, halvings) = (At(0), 0);
        while (true)
        {
            var step = decider.Decide(now, 1, 1, hurry: true);
            if (step is { Action: DrainAction.Commit, MaxEvents: 1 }) break;
            if (step.Action == DrainAction.Wait) now += step.Delay;
            else decider.Refused(now, DrainRefusal.TooMuch, step.MaxEvents);
            Assert.True(++halvings < 100);
        }

        Assert.InRange(now.TotalSeconds, 1, 20);
    }

    [Fact]
    public void AnUnavailableStoreClearsTheSuspicion()
    {
        for (var i = 0; i < 10; i++) decider.Refused(At(i * 10_000), DrainRefusal.Unknown, 1);
        Assert.Equal(DrainAction.SetAside, decider.Decide(At(200_000), 1, 1, false).Action);
        decider.Refused(At(200_000), DrainRefusal.Unavailable, 1);
        Assert.Equal(DrainAction.Commit, decider.Decide(At(300_000), 1, 1, false).Action);
    }

    [Fact]
    public void SettingAsideThatFailsTooClearsTheSuspicion()
    {
        for (var i = 0; i < 10; i++) decider.Refused(At(i * 10_000), DrainRefusal.Unknown, 1);
        Assert.Equal(DrainAction.SetAside, decider.Decide(At(200_000), 1, 1, false).Action);
        decider.Refused(At(200_000), DrainRefusal.Unknown, 0);
        Assert.Equal(DrainAction.Commit, decider.Decide(At(300_000), 1, 1, false).Action);
    }

    private static TimeSpan At(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static TimeSpan TimeToSetAside(bool afterSuccess, DrainRefusal why = DrainRefusal.Unknown)
    {
        var subject = new DrainDecider();
        var start = TimeSpan.FromHours(1);
        if (afterSuccess) subject.Committed(start - TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(1), 10);
        var now = start;
        while (true)
        {
            var step = subject.Decide(now, 1, 1, hurry: true);
            if (step.Action == DrainAction.SetAside) return now - start;
            if (step.Action == DrainAction.Wait) now += step.Delay;
            else subject.Refused(now, why, 1);
        }
    }
}
