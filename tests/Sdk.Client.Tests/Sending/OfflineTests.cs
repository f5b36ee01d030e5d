using Footfall.Client;
using Footfall.Testing;
using Xunit;

namespace Footfall.Sdk.Client.Tests.Sending;

public sealed class OfflineTests : IDisposable
{
    private readonly TempDirectory directory = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Folder => directory["waiting"];

    private string[] Files => Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder).Order(StringComparer.Ordinal)] : [];

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task WhatCouldNotBeSentIsSentByTheNextProcess()
    {
        string[] ids;
        await using (var first = NewClient())
        {
            first.Transport.AnswerNext(null, null, null);
            first.Client.TrackEvent("one", new() { ["text"] = "ä" });
            Assert.False(await first.Client.FlushAsync(Stop));
            Assert.Equal(0, first.Client.Status.Waiting);
            first.Client.TrackEvent("two");
            await first.Client.DisposeAsync();
            Assert.Empty(first.Drops);
            ids = [.. first.Transport.Requests.SelectMany(request => Clients.BodyOf(request).GetProperty("events").EnumerateArray()).Select(one => one.GetProperty("id").GetString()!).Distinct()];
        }

        Assert.Equal(2, Files.Length);
        await using var second = NewClient();
        Assert.True(await second.Client.FlushAsync(Stop));
        Assert.Equal(["one", "two"], second.Names);
        Assert.Equal(ids[0], second.Transport.Events[0].GetProperty("id").GetString());
        Assert.Empty(Files);
    }

    [Fact]
    public async Task WhatIsThereAtTheStartDoesNotWaitForAnEvent()
    {
        await using (var first = NewClient())
        {
            first.Transport.AnswerNext(null, null);
            first.Client.TrackEvent("one");
        }

        await using var second = NewClient();
        while (second.Transport.Events.Count == 0) await Task.Yield();
        Assert.Equal(["one"], second.Names);
    }

    [Fact]
    public async Task WhereAVisitorsRequestCameFromLiesOnNoDisk()
    {
        await using (var world = NewClient(options => options.ServerToken = "fft_token"))
        {
            world.Transport.AnswerNext(null, null, null);
            world.Client.TrackEvent("private", null, new() { Forward = new Forward("192.0.2.7", "Browser/1") });
            Assert.False(await world.Client.FlushAsync(Stop));
            Assert.Equal(1, world.Client.Status.Waiting);
            Assert.Empty(Files);
            await world.Client.DisposeAsync();
            Assert.Equal(["shut_down"], world.Reasons);
        }

        Assert.Empty(Files);
    }

    [Fact]
    public async Task FilesBelongToTheirOwnerAlone()
    {
        await using var world = NewClient();
        world.Transport.AnswerNext((TransportAnswer?)null);
        world.Client.TrackEvent("one");
        await world.Client.FlushAsync(Stop);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Files)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no parcel")]
    [InlineData("""{"v":1,"made_at":1795700000000,"count":1,"events":[{"id":1}]}""")]
    [InlineData("""{"v":1,"made_at":1795700000000,"count":1,"envelope":"not base64url!"}""")]
    [InlineData("""{"v":2,"made_at":1795700000000,"count":1,"events":[]}""")]
    public async Task ATornOrForeignFileIsRemovedAndHoldsUpNothing(string text)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "000-torn.parcel.json"), text, Stop);
        await File.WriteAllTextAsync(Path.Combine(Folder, "notes.txt"), "mine", Stop);
        await using var world = NewClient();
        world.Client.TrackEvent("one");
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(["one"], world.Names);
        Assert.EndsWith("notes.txt", Assert.Single(Files), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsAWeekOldIsGivenUp()
    {
        var clock = new FakeClock();
        await using (var first = NewClient(time: clock))
        {
            first.Transport.AnswerNext(null, null);
            first.Client.TrackEvent("old");
            await first.Client.FlushAsync(Stop);
        }

        clock.Advance(TimeSpan.FromDays(8));
        await using var second = NewClient(time: clock);
        Assert.True(await second.Client.FlushAsync(Stop));
        Assert.Equal(["expired"], second.Reasons);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task TheFolderIsBounded()
    {
        await using var world = NewClient(options => options.OfflineMaxBytes = 600);
        for (var i = 0; i < 3; i++)
        {
            world.Transport.AnswerNext((TransportAnswer?)null);
            world.Client.TrackEvent($"event.{i}", new() { ["text"] = new string('x', 200) });
            await world.Client.FlushAsync(Stop);
        }

        world.Transport.AnswerNext((TransportAnswer?)null);
        await world.Client.DisposeAsync();
        Assert.Contains("queue_full", world.Reasons);
        Assert.InRange(Files.Sum(file => new FileInfo(file).Length), 1, 600);
    }

    [Fact]
    public async Task WhereTheFolderCannotBeUsedEventsWaitInMemory()
    {
        await File.WriteAllTextAsync(Folder, "a file in the folder's place", Stop);
        await using var world = NewClient();
        world.Transport.AnswerNext((TransportAnswer?)null);
        world.Client.TrackEvent("one");
        Assert.False(await world.Client.FlushAsync(Stop));
        Assert.Equal(1, world.Client.Status.Waiting);
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(["one"], world.Names);
    }

    [Fact]
    public async Task ARefusalEmptiesTheFolder()
    {
        await using var world = NewClient();
        world.Transport.AnswerNext((TransportAnswer?)null);
        world.Client.TrackEvent("one");
        await world.Client.FlushAsync(Stop);
        Assert.Single(Files);
        world.Client.OptOut();
        await world.Client.FlushAsync(Stop);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task FullBatchesGoToTheDiskWhileTheServerIsAway()
    {
        await using var world = NewClient(options => options.BatchSize = 2);
        world.Transport.AnswerNext(null, null, null, null, null);
        world.Client.TrackEvent("first");
        await world.Client.FlushAsync(Stop);
        foreach (var name in (string[])["a", "b"]) world.Client.TrackEvent(name);
        while (world.Client.Status.Waiting > 0) await Task.Yield();
        Assert.Equal(2, Files.Length);
    }

    private Clients NewClient(Action<FootfallOptions>? change = null, TimeProvider? time = null) => new(options =>
    {
        options.OfflineDirectory = Folder;
        change?.Invoke(options);
    }, time);
}
