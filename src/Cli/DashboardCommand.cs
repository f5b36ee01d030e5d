using System.CommandLine;
using Footfall.Server.Remote;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;

namespace Footfall.Cli;

/// <summary><c>footfall dashboard</c>: the dashboard from this program over the data of a server elsewhere, until it is stopped.</summary>
internal static class DashboardCommand
{
    private const int UsualPort = 8010;

    public static Command Create()
    {
        var server = new Option<RemoteServer>("--server") { Description = "The server that has the data, such as https://stats.example.org.", Required = true, CustomParser = ParseServer };
        var port = new Option<int>("--port") { Description = "Where to listen on this machine; 0 lets the system choose.", DefaultValueFactory = _ => UsualPort };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535) result.AddError("Give a port from 0 to 65535.");
        });
        var command = new Command("dashboard", "Open the dashboard of a server elsewhere without running anything that it sends; see docs/operating/own-dashboard.md.") { server, port };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(server), parsed.GetValue(port), cancellation));
        return command;
    }

    internal static RemoteServer? ParseServer(System.CommandLine.Parsing.ArgumentResult result)
    {
        var server = RemoteServer.Parse(result.Tokens[0].Value, out var problem);
        if (server is null) result.AddError(problem);
        return server;
    }

    private static async Task<int> RunAsync(RemoteServer server, int port, CancellationToken cancellation)
    {
        try
        {
            await using var app = RemoteDashboard.Build(server, port, Path.Combine(AppContext.BaseDirectory, "wwwroot"));
            await app.StartAsync(cancellation);
            Console.WriteLine($"The dashboard of {server.Origin}, from this program. Ctrl-C stops it.");
            Console.WriteLine($"  dashboard  {app.Urls.First()}/");
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"footfall: {taken.Message.TrimEnd('.')}. Name another port with --port.");
            return 1;
        }
    }
}
