using Footfall.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Footfall.Server.Remote;

/// <summary>
/// The dashboard from its owner's own program, on loopback, over the data of a server elsewhere: for owners who trust that server with ciphertext and with nothing that runs.
/// Pages and scripts are this program's; the server is asked for data only.
/// </summary>
public sealed class RemoteDashboard
{
    private readonly RemoteServer server;
    private readonly RemoteProxy proxy;
    private readonly RemoteLive live;
    private readonly ShippedFiles shipped;
    private readonly Lazy<Manifest> manifest;

    private RemoteDashboard(RemoteServer server, HttpMessageInvoker client, ShippedFiles shipped)
    {
        this.server = server;
        this.shipped = shipped;
        proxy = new RemoteProxy(server, new RemoteCookie(server), client);
        live = new RemoteLive(server, client);
        manifest = new(() => Manifest.Of(shipped, server.Origin));
    }

    /// <summary>Listens on 127.0.0.1 alone; port 0 lets the system choose.</summary>
    public static WebApplication Build(RemoteServer server, int port, string webRoot)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The server has its own limits.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        var client = NewClient(server);
        app.Lifetime.ApplicationStopped.Register(client.Dispose);
        var dashboard = new RemoteDashboard(server, client, new ShippedFiles(webRoot));
        app.UseWebSockets();
        app.Run(dashboard.AnswerAsync);
        return app;
    }

    /// <summary>Follows no redirect and keeps no cookie; what is packed passes as it is.</summary>
    private static HttpMessageInvoker NewClient(RemoteServer server) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !server.Address.IsLoopback,
        ConnectTimeout = TimeSpan.FromSeconds(15),
    });

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        SecurityHeaders.AddDashboards(context.Response.Headers);
        if (CallerGuard.Refuse(request, $"http://127.0.0.1:{context.Connection.LocalPort}") is { } refusal) await RemoteProblem.NotOurs(refusal).ExecuteAsync(context);
        else if (DataAddress(context) is { } address) await (context.WebSockets.IsWebSocketRequest ? live.ForwardAsync(context, address) : proxy.ForwardAsync(context, address));
        else if (request.Path == ManifestEndpoint.Address) await TypedResults.Json(manifest.Value, ServerJson.Default.Manifest).ExecuteAsync(context);
        else if (!await PageEndpoints.TrySendDashboardAsync(context, shipped.Dashboard))
        {
            await RemoteProblem.Of(StatusCodes.Status404NotFound, "No such address", $"Nothing answers {request.Method} {request.Path} here.", "path",
                "The dashboard and the server's data are here; scripts and other pages are not passed on.").ExecuteAsync(context);
        }
    }

    private Uri? DataAddress(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest && context.Request.Path != "/live" ? null : server.DataAddress(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
}
