using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Footfall.Notices.Tests.Sending;

/// <summary>A mail server on loopback that takes messages until it is disposed, or refuses them.</summary>
internal sealed class MailHost : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Channel<(string To, string Text)> messages = Channel.CreateUnbounded<(string, string)>();

    public MailHost()
    {
        listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Answers each message with "try again later".</summary>
    public bool Refuses { get; set; }

    public Uri Address => new($"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>What has been taken so far, with whom it was for.</summary>
    public IReadOnlyList<(string To, string Text)> Taken()
    {
        var taken = new List<(string, string)>();
        while (messages.Reader.TryRead(out var message)) taken.Add(message);
        return taken;
    }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return; // Disposed.
            }

            using (client) await ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var to = "";
        await writer.WriteLineAsync("220 loopback");
        while (await reader.ReadLineAsync() is { } line && line != "QUIT")
        {
            if (line.StartsWith("RCPT TO:", StringComparison.Ordinal)) to = line["RCPT TO:<".Length..].Split('>')[0];
            if (line == "DATA" && !Refuses)
            {
                var text = new StringBuilder();
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync() is { } more && more != ".") text.AppendLine(more);
                await messages.Writer.WriteAsync((to, text.ToString()));
            }

            await writer.WriteLineAsync(line == "DATA" && Refuses ? "451 later" : "250 ok");
        }

        await writer.WriteLineAsync("221 bye");
    }
}
