using System.Net;
using System.Net.WebSockets;
using System.Text;
using Footfall.Server.Remote;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Footfall.Server.Tests.Remote;

public sealed class RemoteLiveTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1008, "revoked")]
    [InlineData(1013, "slow")]
    [InlineData(1001, "closed")]
    [InlineData(1000, "")]
    public async Task WhyTheServerClosesReachesTheBrowser(int status, string reason)
    {
        await using var server = await StartAsync(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, Stop);
            await socket.CloseAsync((WebSocketCloseStatus)status, reason, Stop);
        });
        var remote = RemoteServer.Parse(AddressOf(server).ToString(), out _)!;
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        await using var dashboard = await StartAsync(context => new RemoteLive(remote, client).ForwardAsync(context, new Uri(remote.Address, "/live")));
        using var browser = new ClientWebSocket();
        await browser.ConnectAsync(new UriBuilder(AddressOf(dashboard)) { Scheme = "ws", Path = "/live" }.Uri, Stop);
        var buffer = new byte[16];
        var hello = await browser.ReceiveAsync(buffer.AsMemory(), Stop);
        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, hello.Count));
        Assert.Equal(WebSocketMessageType.Close, (await browser.ReceiveAsync(buffer.AsMemory(), Stop)).MessageType);
        Assert.Equal((status, reason), ((int)browser.CloseStatus!, browser.CloseStatusDescription ?? ""));
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate live)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/live", live);
        await app.StartAsync(Stop);
        return app;
    }

    private static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
