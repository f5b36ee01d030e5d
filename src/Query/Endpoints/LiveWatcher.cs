using System.Net.WebSockets;
using Footfall.Storage.Live;

namespace Footfall.Query.Endpoints;

/// <summary>
/// Serves one watcher until it leaves, is too slow or the server stops. Only this sends on the socket, one message after the other; what the watcher sends
/// is read and ignored.
/// </summary>
/// <param name="counts">Null of a sealed project, whose visitors the server does not know.</param>
internal sealed class LiveWatcher(WebSocket socket, LiveSubscription subscription, LiveCounts? counts, LiveMessages messages, TimeProvider time)
{
    /// <summary>A message that is not taken in this time is not waited for.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(1);

    private int? told;

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var receiving = ReceiveAsync(leaving);
        try
        {
            told = counts?.VisitorsNow(subscription.Project);
            await SendAsync(LiveMessages.Hello(told), leaving.Token);
            await PassOnAsync(leaving.Token);
            await CloseAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            socket.Abort(); // It left, or does not take what it is sent: either way nothing more can be said to it.
        }

        await leaving.CancelAsync();
        await receiving;
    }

    private async Task PassOnAsync(CancellationToken cancellation)
    {
        using var counting = new PeriodicTimer(CountEvery, time);
        var events = subscription.Batches.WaitToReadAsync(cancellation).AsTask();
        var second = counting.WaitForNextTickAsync(cancellation).AsTask();
        while (true)
        {
            await Task.WhenAny(events, second);
            if (events.IsCompleted)
            {
                if (!await events) return;
                while (subscription.Batches.TryRead(out var batch))
                {
                    foreach (var message in messages.Of(batch)) await SendAsync(message, cancellation);
                }

                events = subscription.Batches.WaitToReadAsync(cancellation).AsTask();
            }

            if (!second.IsCompleted) continue;
            await second;
            if (counts?.VisitorsNow(subscription.Project) is { } now && now != told)
            {
                told = now;
                await SendAsync(LiveMessages.Visitors(now), cancellation);
            }

            second = counting.WaitForNextTickAsync(cancellation).AsTask();
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(SendLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, either.Token);
    }

    private async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(SendLimit, time);
        // 1013, "try again later", has no name in the framework.
        var (status, reason) = subscription.End == LiveEnd.Slow ? ((WebSocketCloseStatus)1013, "slow") : (WebSocketCloseStatus.EndpointUnavailable, "closed");
        await socket.CloseOutputAsync(status, reason, limit.Token);
    }

    /// <summary>Reads until the watcher leaves, so that its leaving is noticed.</summary>
    private async Task ReceiveAsync(CancellationTokenSource leaving)
    {
        var ignored = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(ignored.AsMemory(), leaving.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The connection is gone; what follows is the same as after a proper goodbye.
        }

        await leaving.CancelAsync();
    }
}
