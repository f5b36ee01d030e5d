using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

/// <summary>A connection that promises a large body and sends a part of it.</summary>
internal sealed class SlowSender : IDisposable
{
    private readonly TcpClient socket = new();

    public static async Task<SlowSender> StartAsync(Uri address, string path, int promised, int sent)
    {
        var sender = new SlowSender();
        await sender.socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var head = Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {promised}\r\n\r\n");
        await sender.socket.GetStream().WriteAsync((byte[])[.. head, .. new byte[sent]], TestContext.Current.CancellationToken);
        return sender;
    }

    public void Dispose() => socket.Dispose();
}
