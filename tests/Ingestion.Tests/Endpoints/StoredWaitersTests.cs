using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Pipeline;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

/// <summary>Requests that wait for the store, whose moment these tests choose.</summary>
public sealed class StoredWaitersTests : IAsyncLifetime
{
    private const int Most = 2;
    private const string Event = """{"name":"pageview","url":"https://example.org/"}""";

    private readonly CollectHost host;
    private readonly ConcurrentQueue<TaskCompletionSource<bool>> waiting = [];
    private readonly SemaphoreSlim began = new(0);
    private Action whenWaiting = static () => { };

    public StoredWaitersTests() => host = new CollectHost { Limits = new IngestionLimits { WaitingForStored = Most }, Waits = WaitAsync };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        began.Dispose();
    }

    [Fact]
    public async Task OneBeyondTheBoundIsDurableAndAnsweredAtOnce()
    {
        var first = await StartAsync(Cancellation);
        var second = await StartAsync(Cancellation);
        var before = host.Journal.End;

        Assert.False(await StoredAsync(PostAsync(Cancellation)));

        Assert.True(host.Journal.End > before);
        Assert.False(first.IsCompleted || second.IsCompleted);
        End(true);
        End(true);
        Assert.True(await StoredAsync(first) && await StoredAsync(second));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoHasWaitedLeavesThePlaceToOthers(bool stored)
    {
        for (var round = 0; round < 3 * Most; round++)
        {
            var waits = await StartAsync(Cancellation);
            End(stored);
            Assert.Equal(stored, await StoredAsync(waits));
        }
    }

    [Fact]
    public async Task WhoGoesAwayOrFailsLeavesThePlaceToOthers()
    {
        using var leaving = new CancellationTokenSource();
        using var waiters = new StoredWaiters(WaitAsync, new IngestionLimits { WaitingForStored = Most });
        var gone = waiters.WaitAsync(default, leaving.Token).AsTask();
        var failed = waiters.WaitAsync(default, Cancellation).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        // The one that has gone stands first in the row; nobody is there to be told.
        End(true);
        Assert.True(waiting.TryDequeue(out var last));
        last.SetException(new IOException("The store is gone."));
        await Assert.ThrowsAsync<IOException>(() => failed);

        var again = new[] { waiters.WaitAsync(default, Cancellation).AsTask(), waiters.WaitAsync(default, Cancellation).AsTask() };
        End(true);
        End(true);
        Assert.All(await Task.WhenAll(again), Assert.True);
    }

    [Fact]
    public async Task WhatWasReadIsLetGoBeforeTheWait()
    {
        var request = new CollectRequest { Key = CollectHost.Key };
        var draft = AddDraft(request);
        var isHeld = true;
        whenWaiting = () =>
        {
            GC.Collect();
            isHeld = draft.TryGetTarget(out _);
        };
        var http = new DefaultHttpContext();
        http.Request.QueryString = new QueryString("?wait=stored");

        var taking = host.Reception.TakeAsync(http, request, takesNames: false, static (_, _, _) => { }).AsTask();
        await began.WaitAsync(Cancellation);
        End(true);

        Assert.Null(await taking);
        Assert.False(isHeld);
        Assert.Equal((0, 0), (request.Drafts.Count, request.Drafts.Capacity));
    }

    [Fact]
    public async Task EachWaitIsCountedByItsOutcome()
    {
        using var listener = new MeterListener();
        using var waiters = new StoredWaiters(WaitAsync, new IngestionLimits { WaitingForStored = Most });
        var outcomes = new ConcurrentDictionary<string, long>();
        var most = 0;
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (waiters.Has(instrument.Meter)) meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => outcomes.AddOrUpdate((string)tags[0].Value!, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => most = Math.Max(most, value));
        listener.Start();

        var one = waiters.WaitAsync(default, Cancellation).AsTask();
        var other = waiters.WaitAsync(default, Cancellation).AsTask();
        listener.RecordObservableInstruments();
        Assert.False(await waiters.WaitAsync(default, Cancellation));
        End(true);
        End(false);
        await Task.WhenAll(one, other);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiters.WaitAsync(default, new CancellationToken(canceled: true)).AsTask());

        Assert.Equal(Most, most);
        Assert.Equal(["gone 1", "late 1", "stored 1", "too_many 1"], outcomes.Select(o => $"{o.Key} {o.Value}").Order(StringComparer.Ordinal));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Draft> AddDraft(CollectRequest request)
    {
        var draft = new Draft { Name = "pageview", Url = "https://example.org/" };
        request.Drafts.Add(draft);
        return new WeakReference<Draft>(draft);
    }

    private static async Task<bool> StoredAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(1, (int)told["accepted"]!);
        return (bool)told["stored"]!;
    }

    private Task<bool> WaitAsync(JournalPosition position, TimeSpan timeout, CancellationToken cancellation)
    {
        whenWaiting();
        var wait = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue(wait);
        began.Release();
        return wait.Task.WaitAsync(cancellation);
    }

    private async Task<Task<HttpResponseMessage>> StartAsync(CancellationToken leaving)
    {
        var asked = PostAsync(leaving);
        await began.WaitAsync(Cancellation);
        return asked;
    }

    private void End(bool stored)
    {
        Assert.True(waiting.TryDequeue(out var first));
        first.SetResult(stored);
    }

    private async Task<HttpResponseMessage> PostAsync(CancellationToken leaving)
    {
        using var content = new StringContent(CollectHost.Body(Event));
        return await host.Client.PostAsync(new Uri("/collect?wait=stored", UriKind.Relative), content, leaving);
    }
}
