using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Footfall.Agent.Tests.Digests;

/// <summary>A mail server on loopback that takes one message and lets it be read.</summary>
internal sealed class Mailbox : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public Mailbox()
    {
        listener.Start();
        Message = Task.Run(TakeAsync);
    }

    public Uri Address => new($"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>What was sent after DATA.</summary>
    public Task<string> Message { get; }

    public void Dispose() => listener.Dispose();

    private async Task<string> TakeAsync()
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var message = new StringBuilder();
        await writer.WriteLineAsync("220 loopback");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == "QUIT") break;
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync() is { } text && text != ".") message.AppendLine(text);
            }

            await writer.WriteLineAsync("250 ok");
        }

        await writer.WriteLineAsync("221 bye");
        return message.ToString();
    }
}
