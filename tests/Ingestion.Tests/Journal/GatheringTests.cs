using Footfall.Ingestion.Journal.Writing;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

public sealed class GatheringTests
{
    private static readonly TimeSpan Sync = TimeSpan.FromMicroseconds(200);

    private readonly Gathering gathering = new();

    [Fact]
    public void TheFirstCommitAndALoneSenderNeverWait()
    {
        Assert.False(gathering.WaitsForMore(1, TimeSpan.Zero));
        gathering.Committed(1, 0, Sync);
        Assert.False(gathering.WaitsForMore(1, TimeSpan.Zero));
    }

    [Fact]
    public void ThoseWhoWereAnsweredAndThoseWhoCameMeanwhileAreWaitedFor()
    {
        gathering.Committed(8, 8, Sync);
        Assert.True(gathering.WaitsForMore(8, TimeSpan.Zero));
        Assert.True(gathering.WaitsForMore(15, TimeSpan.FromMicroseconds(99)));
        Assert.False(gathering.WaitsForMore(16, TimeSpan.Zero));
    }

    [Fact]
    public void NobodyIsWaitedForLongerThanHalfASync()
    {
        gathering.Committed(16, 0, Sync);
        Assert.False(gathering.WaitsForMore(15, TimeSpan.FromMicroseconds(100)));
    }

    [Fact]
    public void ASlowDiskDoesNotMakeTheWaitLong()
    {
        gathering.Committed(16, 0, TimeSpan.FromMilliseconds(40));
        Assert.True(gathering.WaitsForMore(15, TimeSpan.FromMicroseconds(249)));
        Assert.False(gathering.WaitsForMore(15, TimeSpan.FromMicroseconds(250)));
    }

    [Fact]
    public void SendersWhoStayAwayAreForgotten()
    {
        gathering.Committed(16, 0, Sync);
        gathering.Committed(2, 0, Sync);
        Assert.False(gathering.WaitsForMore(2, TimeSpan.Zero));
    }
}
