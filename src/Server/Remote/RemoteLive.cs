using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Footfall.Server.Remote;

/// <summary>The live connection: messages go to and fro as they come. It is admitted by its ticket, so no cookie goes with it.</summary>
internal sealed class RemoteLive(RemoteServer server, HttpMessageInvoker client)
{
    private const int PieceBytes = 16 * 1024;

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
        await Task.WhenAny(ways);
        // One side has closed or is gone, and the other has been told; what it still says nobody waits for.
        await ending.CancelAsync();
        await Task.WhenAll(ways);
    }

    private static async Task PassAsync(WebSocket from, WebSocket to, CancellationToken cancellation)
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

            await to.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Without its partner a connection has no use: the other way ends with this one, and disposing closes both.
            return;
        }
    }
}
