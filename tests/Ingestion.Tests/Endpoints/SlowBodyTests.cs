using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

public sealed class SlowBodyTests(CollectHost host) : IClassFixture<CollectHost>
{
    [Fact]
    public async Task ABodyThatNeverEndsIsGivenUpInTime()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Address.Host, host.Address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync("POST /collect HTTP/1.1\r\nHost: x\r\nOrigin: https://a.example\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray(), TestContext.Current.CancellationToken);

        var watch = Stopwatch.StartNew();
        var answer = new byte[2000];
        var length = await stream.ReadAsync(answer, TestContext.Current.CancellationToken);
        var text = Encoding.ASCII.GetString(answer, 0, length);

        Assert.StartsWith("HTTP/1.1 408", text, StringComparison.Ordinal);
        Assert.Contains("Access-Control-Allow-Origin: https://a.example", text, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1, 10);
    }

    [Fact]
    public async Task ABodyThatComesByteByByteButInTimeIsTaken()
    {
        var body = Encoding.UTF8.GetBytes(CollectHost.Body("""{"name":"pageview"}"""));
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(host.Address.Host, host.Address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /collect HTTP/1.1\r\nHost: x\r\nContent-Length: {body.Length}\r\n\r\n"), TestContext.Current.CancellationToken);
        foreach (var b in body) await stream.WriteAsync(new[] { b }, TestContext.Current.CancellationToken);

        var answer = new byte[2000];
        var length = await stream.ReadAsync(answer, TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 202", Encoding.ASCII.GetString(answer, 0, length), StringComparison.Ordinal);
    }
}
