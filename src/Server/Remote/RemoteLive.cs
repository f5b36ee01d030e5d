using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Footfall.Server.Remote;

/// <summary>The live connection: messages go to and fro as they come. It is admitted by its ticket, so no cookie goes with it.</summary>
internal sealed class RemoteLive(RemoteServer server, HttpMessageInvoker client)
{
    private const int PieceBytes = 16 * 1024;

    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(2);

    public async Task ForwardAsync(HttpContext context, Uri address)
    {
        using var theirs = new ClientWebSocket();
        theirs.Options.SetRequestHeader("Origin", server.Origin);
        try
        {
            await theirs.ConnectAsync(new UriBuilder(address) { Scheme = server.IsHttps ? "wss" : "ws" }.Uri, client, context.RequestAborted);
        }
        catch (WebSocketException failure)
        {
            await RemoteProblem.Unreachable(server, failure).ExecuteAsync(context);
            return;
        }

        using var ours = await context.WebSockets.AcceptWebSocketAsync();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var ways = new[] { PassAsync(ours, theirs, ending.Token), PassAsync(theirs, ours, ending.Token) };
        var isTold = await await Task.WhenAny(ways);
        // Who lets go of a socket before its closing is answered may take the reason back.
        if (isTold) await Task.WhenAny(Task.WhenAll(ways), Task.Delay(GoodbyeLimit, ending.Token));
        await ending.CancelAsync();
        await Task.WhenAll(ways);
    }

    /// <summary>Until one side closes: true where the other could be told.</summary>
    private static async Task<bool> PassAsync(WebSocket from, WebSocket to, CancellationToken cancellation)
    {
        var piece = new byte[PieceBytes];
        try
        {
            while (true)
            {
                var read = await from.ReceiveAsync(piece.AsMemory(), cancellation);
                if (read.MessageType == WebSocketMessageType.Close) break;
                await to.SendAsync(piece.AsMemory(0, read.Count), read.MessageType, read.EndOfMessage, cancellation);
            }

            // The dashboard tells a sign-in that was revoked from a server that stops by this.
            var (status, reason) = ReasonOf(from.CloseStatus, from.CloseStatusDescription);
            await to.CloseOutputAsync(status, reason, cancellation);
            return true;
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Without its partner a connection has no use: the other way ends with this one, and disposing closes both.
            return false;
        }
    }

    /// <summary>What a side said when it closed. Who closes without a status has nothing to say, and 1005, which stands for that, may not be sent.</summary>
    private static (WebSocketCloseStatus Status, string? Reason) ReasonOf(WebSocketCloseStatus? status, string? reason) =>
        status is { } said and not WebSocketCloseStatus.Empty ? (said, reason) : (WebSocketCloseStatus.NormalClosure, null);
}
