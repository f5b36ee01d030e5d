using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

/// <summary>Memory that senders can make the server hold, by the budget's own counter.</summary>
public sealed class BodiesInFlightTests : IAsyncLifetime
{
    private const int Limit = 1024 * 1024;
    private const string Event = """{"name":"pageview","url":"https://example.org/"}""";

    // Long enough that no sender of these tests is given up.
    private readonly CollectHost host = new() { Limits = new IngestionLimits { BodiesInFlightBytes = Limit, BodyTime = TimeSpan.FromMinutes(10) } };
    private readonly List<SlowSender> senders = [];

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        senders.ForEach(sender => sender.Dispose());
        return host.DisposeAsync();
    }

    [Theory]
    [InlineData("/collect")]
    [InlineData("/collect/sealed")]
    [InlineData("/track/event")]
    public async Task ManyWhoPromiseAMegabyteAndSendAByteHoldNextToNothing(string path)
    {
        await StartAsync(300, path, promised: 1024 * 1024, sent: 1);

        // A kilobyte each is the least that is lent.
        await LentIsAsync(300 * 1024);
        using var answer = await host.PostAsync(CollectHost.Body(Event));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Theory]
    [InlineData("/collect")]
    [InlineData("/collect/sealed")]
    public async Task BeyondTheBudgetABodyIsAskedToComeAgainWhileBeaconsAreTaken(string path)
    {
        for (var count = 1; count <= 5; count++)
        {
            // One after the other: while an array grows, the smaller one is still lent.
            await StartAsync(1, path, promised: 1024 * 1024, sent: 100_000);
            await LentIsAsync(count * 128 * 1024);
        }

        using var large = await host.PostAsync(new byte[200_000], path, ("Origin", "https://a.example"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, large.StatusCode);
        Assert.Equal(["https://a.example"], large.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(TimeSpan.FromSeconds(5), large.Headers.RetryAfter!.Delta);
        Assert.Equal("busy", (string?)JsonNode.Parse(await large.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["code"]);
        using var small = await host.PostAsync(CollectHost.Body(Event));
        Assert.Equal(HttpStatusCode.Accepted, small.StatusCode);

        // Senders that go away in the middle give back what they held.
        senders.ForEach(sender => sender.Dispose());
        await LentIsAsync(0);
        using var later = await host.PostAsync(CollectHost.Body(string.Join(',', Enumerable.Repeat(Event, 900)) + new string(' ', 200_000)));
        Assert.Equal(HttpStatusCode.Accepted, later.StatusCode);
    }

    [Fact]
    public async Task WhatABodyInflatesToCountsAsWell()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(new byte[900_000]);

        using var answer = await host.PostAsync(packed.ToArray(), "/collect", ("Content-Encoding", "gzip"), ("Origin", "https://a.example"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.True(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(0, host.Bodies.Lent);
    }

    private async Task StartAsync(int count, string path, int promised, int sent)
    {
        for (var i = 0; i < count; i++) senders.Add(await SlowSender.StartAsync(host.Address, path, promised, sent));
    }

    /// <summary>Waits until the counter has come to rest at a value, for a bounded time.</summary>
    private async Task LentIsAsync(long expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (host.Bodies.Lent != expected)
        {
            Assert.True(host.Bodies.Lent <= Limit);
            if (!await TickAsync(ticks, limit.Token)) break;
        }

        Assert.Equal(expected, host.Bodies.Lent);
    }

    private static async Task<bool> TickAsync(PeriodicTimer ticks, CancellationToken limit)
    {
        try
        {
            return await ticks.WaitForNextTickAsync(limit);
        }
        catch (OperationCanceledException)
        {
            // The caller says what was expected instead.
            return false;
        }
    }
}
