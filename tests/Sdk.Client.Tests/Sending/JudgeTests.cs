using Footfall.Client;
using Footfall.Client.Sending;
using Xunit;

namespace Footfall.Sdk.Client.Tests.Sending;

public sealed class JudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(200, typeof(Verdict.Accepted))]
    [InlineData(202, typeof(Verdict.Accepted))]
    [InlineData(301, typeof(Verdict.Refused))]
    [InlineData(400, typeof(Verdict.Refused))]
    [InlineData(401, typeof(Verdict.Refused))]
    [InlineData(403, typeof(Verdict.Refused))]
    [InlineData(408, typeof(Verdict.Later))]
    [InlineData(413, typeof(Verdict.Split))]
    [InlineData(425, typeof(Verdict.Later))]
    [InlineData(429, typeof(Verdict.Later))]
    [InlineData(500, typeof(Verdict.Later))]
    [InlineData(503, typeof(Verdict.Later))]
    public void EachStatusHasItsVerdict(int status, Type verdict) => Assert.IsType(verdict, Judge.Of(new TransportAnswer(status), Now));

    [Fact]
    public void NoAnswerMeansLater() => Assert.Equal(new Verdict.Later(null, "no answer"), Judge.Of(null, Now));

    [Theory]
    [InlineData("5", 5)]
    [InlineData(" 5 ", 5)]
    [InlineData("999999999999", 3600)]
    [InlineData("Fri, 27 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Fri, 27 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("Sat, 27 Nov 2027 11:00:00 GMT", 3600)]
    public void WhatTheHeaderAsksForIsRead(string header, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Judge.RetryAfter(header, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    public void WhatCannotBeReadSaysNothing(string? header) => Assert.Null(Judge.RetryAfter(header, Now));

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(4, 0.5, 12)]
    [InlineData(100, 1, 3600)]
    public void WithoutAWishWaitsDouble(int failures, double random, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Judge.WaitAfter(failures, null, random));

    [Fact]
    public void AWishCounts() => Assert.Equal(TimeSpan.FromSeconds(7), Judge.WaitAfter(9, TimeSpan.FromSeconds(7), 0.5));

    [Fact]
    public void AWishForNoTimeAtAllIsNone() => Assert.Equal(TimeSpan.FromSeconds(2), Judge.WaitAfter(2, TimeSpan.Zero, 0));

    [Fact]
    public void TheScheduleKnowsWhenItIsTime()
    {
        var interval = TimeSpan.FromSeconds(5);
        Assert.Null(Schedule.Pause(Now, null, false, false, null, interval));
        Assert.Equal(TimeSpan.FromSeconds(3), Schedule.Pause(Now, Now.AddSeconds(-2), false, false, null, interval));
        Assert.Equal(TimeSpan.Zero, Schedule.Pause(Now, Now.AddSeconds(-9), false, false, null, interval));
        Assert.Equal(TimeSpan.Zero, Schedule.Pause(Now, Now, true, false, null, interval));
        Assert.Equal(TimeSpan.FromSeconds(8), Schedule.Pause(Now, Now, true, false, Now.AddSeconds(8), interval));
        Assert.Equal(TimeSpan.Zero, Schedule.Pause(Now, Now, true, true, Now.AddSeconds(8), interval));
        Assert.Equal(TimeSpan.FromSeconds(8), Schedule.Pause(Now, null, false, false, Now.AddSeconds(8), interval));
    }
}
