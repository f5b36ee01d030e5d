using System.Diagnostics.Metrics;
using Footfall.Client;
using Footfall.Client.Testing;
using Footfall.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Footfall.Sdk.Client.Tests.Sending;

public sealed class QueueTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsMoreThanMayWaitIsGivenUpAndTheOlderEventsAreKept()
    {
        await using var world = new Clients(options => options.MaxQueue = 3);
        foreach (var name in (string[])["a", "b", "c", "d", "e"]) world.Client.TrackEvent(name);
        Assert.Equal(["queue_full", "queue_full"], world.Reasons);
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(["a", "b", "c"], world.Names);
        world.Client.TrackEvent("f");
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal("f", world.Names[^1]);
    }

    [Fact]
    public async Task WhatIsToBeRepeatedCountsAsWaiting()
    {
        await using var world = new Clients(options => options.MaxQueue = 1);
        world.Transport.AnswerNext(null, null);
        world.Client.TrackEvent("a");
        Assert.False(await world.Client.FlushAsync(Stop));
        world.Client.TrackEvent("b");
        Assert.Equal(["queue_full"], world.Reasons);
    }

    [Fact]
    public async Task FewLargeEventsDoNotFillTheMemory()
    {
        await using var world = new Clients();
        var large = new string('x', 800_000);
        for (var i = 0; i < 12; i++) world.Client.TrackEvent("large", new() { ["text"] = large });
        Assert.Equal(9, world.Client.Status.Waiting);
        Assert.Equal(["queue_full", "queue_full", "queue_full"], world.Reasons);
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.All(world.Transport.Requests, request => Assert.True(request.Body.Length < 1 << 20));
        Assert.Equal(9, world.Client.Status.Sent);
    }

    [Fact]
    public async Task EventsLeaveWhenTheIntervalIsOver()
    {
        var (clock, transport) = (new FakeClock(), new AwaitedTransport());
        await using var world = new Clients(options => (options.FlushInterval, options.Transport) = (TimeSpan.FromSeconds(5), transport), clock);
        world.Client.TrackEvent("one");
        clock.Advance(TimeSpan.FromSeconds(2));
        world.Client.TrackEvent("two");
        Assert.Equal(0, transport.Count);
        // The loop may not have begun to wait yet; its time goes by then as well.
        while (transport.Count == 0)
        {
            clock.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }

        await transport.NextAsync();
        Assert.Equal(1, transport.Count);
    }

    [Fact]
    public async Task AFullBatchLeavesAtOnce()
    {
        var transport = new AwaitedTransport();
        await using var world = new Clients(options => (options.BatchSize, options.Transport) = (2, transport));
        world.Client.TrackEvent("one");
        world.Client.TrackEvent("two");
        Assert.Equal(2, Clients.BodyOf(await transport.NextAsync()).GetProperty("events").GetArrayLength());
    }

    [Fact]
    public async Task ManyThreadsLoseNothing()
    {
        await using var world = new Clients(options => (options.BatchSize, options.MaxQueue, options.FlushInterval) = (100, 100_000, TimeSpan.Zero));
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), Stop, async (thread, _) =>
        {
            for (var i = 0; i < 500; i++) world.Client.TrackEvent($"event.{thread}", new() { ["i"] = i });
            await world.Client.FlushAsync(Stop);
        });
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(new ClientStatus(0, 4000, 0, null), world.Client.Status);
        Assert.Equal(4000, world.Transport.Events.Count);
    }

    [Fact]
    public async Task ATransportThatNeverLetsGoDoesNotHoldUpTheEnd()
    {
        var world = new Clients(options => (options.ShutdownTimeout, options.Transport) = (TimeSpan.FromMilliseconds(20), new StuckTransport()));
        world.Client.TrackEvent("one");
        await world.Client.DisposeAsync();
        Assert.Equal(["shut_down"], world.Reasons);
        Assert.Equal(0, world.Client.Status.Waiting);
    }

    [Fact]
    public async Task ATransportThatThrowsIsNoAnswer()
    {
        await using var world = new Clients(options => options.Transport = new ThrowingTransport());
        world.Client.TrackEvent("one");
        Assert.False(await world.Client.FlushAsync(Stop));
        Assert.Equal("no answer", world.Client.Status.Failure);
    }

    [Fact]
    public async Task WhoWaitsForTheSendingMayStopWaiting()
    {
        using var stop = new CancellationTokenSource();
        await using var world = new Clients(options => (options.ShutdownTimeout, options.Transport) = (TimeSpan.Zero, new StuckTransport()));
        world.Client.TrackEvent("one");
        var flush = world.Client.FlushAsync(stop.Token);
        await stop.CancelAsync();
        Assert.False(await flush);
    }

    [Fact]
    public async Task EverythingIsCounted()
    {
        using var factory = new Meters();
        var transport = new TestTransport();
        var options = new FootfallOptions { ApiBaseUrl = "https://stats.example.org", Key = "ff_test", Transport = transport, MaxQueue = 2 };
        await using (var client = new FootfallClient(options, null, factory))
        {
            transport.AnswerNext(new TransportAnswer(503));
            foreach (var name in (string[])["a", "b", "c"]) client.TrackEvent(name);
            await client.FlushAsync(Stop);
            await client.FlushAsync(Stop);
        }

        Assert.Equal(
            new Dictionary<string, long> { ["footfall.client.queued"] = 2, ["footfall.client.dropped queue_full"] = 1, ["footfall.client.sent"] = 2, ["footfall.client.retries"] = 1 },
            factory.Counts);
    }

    [Fact]
    public async Task DebugPrintsExactlyWhatIsSent()
    {
        var logger = new Lines();
        await using var world = new Clients(options => options.Debug = true, logger: logger);
        world.Client.TrackEvent("one", new() { ["text"] = "ä\"<" });
        await world.Client.FlushAsync(Stop);
        var sent = System.Text.Encoding.UTF8.GetString(world.Transport.Requests.Single().Body.Span);
        Assert.Contains(logger.All, line => line.EndsWith($"POST https://stats.example.org/collect {sent}", StringComparison.Ordinal));
    }

    private sealed class AwaitedTransport : IFootfallTransport
    {
        private readonly System.Threading.Channels.Channel<TransportRequest> requests = System.Threading.Channels.Channel.CreateUnbounded<TransportRequest>();

        public int Count { get; private set; }

        public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
        {
            Count++;
            requests.Writer.TryWrite(request);
            return ValueTask.FromResult(new TransportAnswer(202));
        }

        public ValueTask<TransportRequest> NextAsync() => requests.Reader.ReadAsync(Stop);
    }

    private sealed class StuckTransport : IFootfallTransport
    {
        public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
        {
            await new TaskCompletionSource().Task;
            return new TransportAnswer(202);
        }
    }

    private sealed class ThrowingTransport : IFootfallTransport
    {
        public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken) => throw new NotSupportedException("no network");
    }

    private sealed class Meters : IMeterFactory
    {
        private readonly List<Meter> meters = [];
        private readonly MeterListener listener = new();

        public Meters()
        {
            listener.InstrumentPublished = (instrument, listening) =>
            {
                if (meters.Contains(instrument.Meter)) listening.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                var name = tags.Length == 0 ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
                lock (Counts) Counts[name] = Counts.GetValueOrDefault(name) + value;
            });
            listener.Start();
        }

        public Dictionary<string, long> Counts { get; } = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            meters.Add(meter);
            return meter;
        }

        public void Dispose() => listener.Dispose();
    }

    private sealed class Lines : ILogger<FootfallClient>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (All) All.Add(formatter(state, exception));
        }
    }
}
