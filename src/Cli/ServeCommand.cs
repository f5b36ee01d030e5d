using System.CommandLine;
using System.Net.Sockets;
using Footfall.Accounts.Projects;
using Footfall.Accounts.Setup;
using Footfall.Server;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Footfall.Cli;

/// <summary><c>footfall serve</c>: the server, until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var demo = new Option<bool>("--demo") { Description = "Make the demo project at the first start, and count the demo site for it." };
        var command = new Command("serve", "Run the server. Settings are environment variables; see docs/operating/settings.md.") { demo };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(demo), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(bool demo, CancellationToken cancellation)
    {
        try
        {
            var settings = Settings.Read();
            using var data = DataDirectory.Take(settings.DataDirectory);
            if (demo && settings.DefaultProject is null) settings = settings with { DefaultProject = DemoProject.Domain };
            await using var app = await FootfallServer.BuildAsync(settings, data, cancellation);
            if (demo) await app.Services.GetRequiredService<DemoProject>().EnsureAsync(cancellation);
            await WarnOfUnknownDefaultAsync(settings, app.Services.GetRequiredService<ProjectDirectory>());
            await StartAsync(app, cancellation);
            await PrintAddressesAsync(app, demo);
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"footfall: {taken.Message.TrimEnd('.')}. Stop what listens there, or name another address in FOOTFALL_URLS.");
            return 1;
        }
        catch (SocketException refused)
        {
            await Console.Error.WriteLineAsync($"footfall: FOOTFALL_URLS has an address that this machine does not let the server listen on ({refused.Message}). Name one of its own.");
            return 1;
        }
        catch (Exception refusal) when (refusal is SettingException or DataDirectoryException or ControlDatabaseException or EventStoreUnavailableException or InvalidOperationException
            or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // What an operator can mend is told in a sentence, without a stack trace.
            await Console.Error.WriteLineAsync($"footfall: {refusal.Message}");
            return 1;
        }
    }

    /// <summary>
    /// What had started before the one that failed is stopped in order: services that merely lose their parts log that they failed, which hides the cause.
    /// </summary>
    private static async Task StartAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>The project may come later, so that this is no reason not to start.</summary>
    private static async Task WarnOfUnknownDefaultAsync(ServerSettings settings, ProjectDirectory projects)
    {
        if (settings.DefaultProject is { } name && projects.BySiteId(name) is null && projects.ByKey(name) is null)
            await Console.Error.WriteLineAsync($"footfall: FOOTFALL_DEFAULT_PROJECT names {name}, and there is no such project: /js/tracking.js counts for none until there is one.");
    }

    private static async Task PrintAddressesAsync(WebApplication app, bool demo)
    {
        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var address = Settings.LocalAddress(listening);
        var token = await app.Services.GetRequiredService<SetupLink>().IssueAsync();
        Console.WriteLine();
        Console.WriteLine("Footfall is running. Ctrl-C stops it.");
        Console.WriteLine(token is null ? $"  dashboard  {address}/" : $"  dashboard  {address}/setup?token={token}  (sets the owner up: valid once, for an hour)");
        if (demo) Console.WriteLine($"  demo site  {address}/demo/");
        Console.WriteLine($"  health     {address}/health");
        Console.WriteLine();
    }
}
