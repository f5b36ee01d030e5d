using System.Net.WebSockets;
using Footfall.Storage.Live;

namespace Footfall.Query.Endpoints;

/// <summary>
/// Serves one watcher until it leaves, may not watch any more, is too slow or the server stops. Only this sends on the socket, one message after the other; what the watcher sends
/// is read and ignored.
/// </summary>
/// <param name="counts">Null of a sealed project, whose visitors the server does not know.</param>
internal sealed class LiveWatcher(WebSocket socket, LiveSubscription subscription, LiveAdmission admission, LiveCounts? counts, LiveMessages messages, TimeProvider time)
{
    /// <summary>A message that is not taken in this time is not waited for.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer to the goodbye is waited for. A server that stops waits with it.</summary>
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(1);

    private int? told;
    private bool revoked;

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var receiving = ReceiveAsync(leaving);
        try
        {
            if (await IsAdmittedAsync(leaving.Token))
            {
                told = counts?.VisitorsNow(subscription.Project);
                await SendAsync(LiveMessages.Hello(told), leaving.Token);
                await PassOnAsync(leaving.Token);
            }

            await CloseAsync(receiving);
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
            if (!await IsAdmittedAsync(cancellation)) return;
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

    private async ValueTask<bool> IsAdmittedAsync(CancellationToken cancellation) => !(revoked = !await admission.HoldsAsync(cancellation));

    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(SendLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, either.Token);
    }

    /// <summary>Says why it ends, and waits for the answer: who lets go of the socket before may take the last message back.</summary>
    private async Task CloseAsync(Task receiving)
    {
        using var limit = new CancellationTokenSource(SendLimit, time);
        var (status, reason) = (revoked, subscription.End) switch
        {
            (true, _) => (WebSocketCloseStatus.PolicyViolation, "revoked"),
            // 1013, "try again later", has no name in the framework.
            (_, LiveEnd.Slow) => ((WebSocketCloseStatus)1013, "slow"),
            _ => (WebSocketCloseStatus.EndpointUnavailable, "closed"),
        };
        await socket.CloseOutputAsync(status, reason, limit.Token);
        await Task.WhenAny(receiving, Task.Delay(GoodbyeLimit, time, CancellationToken.None));
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
