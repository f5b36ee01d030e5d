using Footfall.Cli.Demo;
using Footfall.Cli.Sending;
using Xunit;

namespace Footfall.Cli.Tests.Demo;

public sealed class DemoRunTests
{
    private static readonly Uri s_address = new("http://127.0.0.1:8000");
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task AllDaysUpToNowAreSent()
    {
        using var server = new FakeServer();
        var output = new StringWriter();
        var sent = await RunAsync(server, days: 14, output);
        Assert.Equal(server.Events.Count, sent.Accepted);
        Assert.Equal("Bearer token", server.Authorization);
        var times = server.Events.Select(id => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16))).ToArray();
        Assert.True(times.Max() <= s_now);
        Assert.Equal(14, times.Where(time => time > s_now.Date.AddDays(-13)).Select(time => time.Date).Distinct().Count());
        Assert.Contains("100", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecondRunSendsTheSameIdsAgain()
    {
        using var first = new FakeServer();
        using var second = new FakeServer();
        await RunAsync(first, 3, TextWriter.Null);
        await RunAsync(second, 3, TextWriter.Null);
        Assert.Equal(first.Events.Order(), second.Events.Order());
    }

    [Fact]
    public async Task ABusyServerIsAskedAgain()
    {
        using var server = new FakeServer { Busy = 3 };
        var sent = await RunAsync(server, 2, TextWriter.Null);
        Assert.Equal(server.Events.Count, sent.Accepted);
        Assert.Equal(server.Events.Count, server.Events.Distinct().Count());
    }

    [Fact]
    public async Task DroppedEventsAreTold()
    {
        using var server = new FakeServer { Dropped = """[{"index":0,"reason":"invalid_url"}]""" };
        var sent = await RunAsync(server, 1, TextWriter.Null);
        Assert.True(sent.Dropped > 0);
        Assert.Equal("invalid_url", sent.DropReason);
    }

    [Fact]
    public async Task WhereThereIsNoDemoProjectTheRemedyIsNamed()
    {
        using var server = new FakeServer { HasDemo = false };
        var refusal = await Assert.ThrowsAsync<CommandException>(() => Target.FindAsync(s_address, "token", null, server, TestContext.Current.CancellationToken));
        Assert.Contains("serve --demo", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancellationStopsTheRun()
    {
        using var server = new FakeServer();
        using var target = await Target.FindAsync(s_address, "token", FakeServer.Key, server, TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(target).SendAsync(30, Progress(TextWriter.Null), stop.Token));
    }

    private static async Task<BatchSender> RunAsync(FakeServer server, int days, TextWriter output)
    {
        using var target = await Target.FindAsync(s_address, "token", null, server, TestContext.Current.CancellationToken);
        return await Run(target).SendAsync(days, Progress(output), TestContext.Current.CancellationToken);
    }

    private static DemoRun Run(Target target)
    {
        var calendar = new DemoCalendar(1, 60);
        return new DemoRun(target, calendar, new DemoTraffic(1, calendar), new StoppedClock());
    }

    private static Func<long, DemoProgress> Progress(TextWriter output) => total => new DemoProgress(output, false, total, TimeProvider.System);

    /// <summary>Tells one time; delays run as ever.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => s_now;
    }
}
