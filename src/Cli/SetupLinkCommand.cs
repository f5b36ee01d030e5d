using System.CommandLine;
using Footfall.Accounts.Setup;
using Footfall.Server;
using Footfall.Storage.Control;

namespace Footfall.Cli;

/// <summary><c>footfall setup-link</c>: a new one-time link, also while the server runs.</summary>
internal static class SetupLinkCommand
{
    public static Command Create()
    {
        var command = new Command("setup-link", "Print a new one-time link that sets the owner up. The one before it ends.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            return await PrintAsync(Settings.Read(), cancellation);
        }
        catch (Exception refusal) when (refusal is SettingException or ControlDatabaseException)
        {
            await Console.Error.WriteLineAsync($"footfall: {refusal.Message}");
            return 1;
        }
    }

    private static async Task<int> PrintAsync(ServerSettings settings, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(settings.DataDirectory, "control.sqlite")))
        {
            await Console.Error.WriteLineAsync($"footfall: There is no server's data in {settings.DataDirectory}. Name its data directory in FOOTFALL_DATA, or start the server first.");
            return 1;
        }

        var token = await new SetupLink(ControlDatabase.Open(settings.DataDirectory), TimeProvider.System).IssueAsync(cancellation);
        Console.WriteLine(token is null ? "This server has its owner already: sign in." : $"{Settings.LocalAddress(settings.Urls)}/setup?token={token}");
        return token is null ? 1 : 0;
    }
}
