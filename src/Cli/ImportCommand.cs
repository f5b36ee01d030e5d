using System.CommandLine;
using Footfall.Cli.Import;
using Footfall.Cli.Sending;
using Footfall.Server;
using Footfall.Storage.Control;

namespace Footfall.Cli;

/// <summary><c>footfall import</c>: history of other products and access logs, sent through <c>POST /collect</c> as a server would send it.</summary>
internal static class ImportCommand
{
    private static readonly string[] s_formats = ["access-log", "umami", "ga4", "matomo"];

    public static Command Create()
    {
        var format = new Argument<string>("format") { Description = "access-log, umami, ga4 or matomo; docs/operating/import.md describes the files." };
        format.AcceptOnlyFromAmong(s_formats);
        var file = new Argument<string>("file") { Description = "What to read; .gz is unpacked." };
        var key = new Option<string?>("--key") { Description = "The write key of the project." };
        var hostname = new Option<string?>("--hostname") { Description = "The site, where the file does not name it (access-log, umami)." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and report, and send nothing." };
        var follow = new Option<bool>("--follow") { Description = "Go on with what is appended, through rotations, until stopped (access-log)." };
        var restart = new Option<bool>("--restart") { Description = "Begin anew instead of going on. Events that were sent within eight days are recognised, older ones would count twice." };
        var url = ServerOption.Create();
        var token = new Option<string?>("--token") { Description = "A token with read and write. By default FOOTFALL_BOOTSTRAP_TOKEN, else one is made in FOOTFALL_DATA and removed at the end." };
        var command = new Command("import", "Import history. Stopped, it goes on with the same command; finished, it is not sent twice.") { format, file, key, hostname, dryRun, follow, restart, url, token };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ImportOrder
            {
                Format = parsed.GetValue(format)!,
                File = parsed.GetValue(file)!,
                Key = parsed.GetValue(key),
                Hostname = parsed.GetValue(hostname),
                IsDry = parsed.GetValue(dryRun),
                Follows = parsed.GetValue(follow),
                Restarts = parsed.GetValue(restart),
            },
            parsed.GetValue(url),
            parsed.GetValue(token),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ImportOrder order, Uri? url, string? given, CancellationToken cancellation)
    {
        try
        {
            if (order.Check() is { } wrong) throw new CommandException(wrong);
            var settings = Settings.Read();
            var work = new ImportWork(order, settings.DataDirectory, Console.Out, !Console.IsOutputRedirected, TimeProvider.System);
            if (order.IsDry) return await work.TryAsync(cancellation);
            await using var token = await RunToken.TakeAsync("footfall import", given ?? Environment.GetEnvironmentVariable("FOOTFALL_BOOTSTRAP_TOKEN"), settings.DataDirectory, cancellation);
            using var target = await Target.FindAsync(url ?? new Uri(Settings.LocalAddress(settings.Urls)), token.Value, order.Key, null, cancellation);
            return await work.SendAsync(target, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.WriteLine("Stopped. The same command goes on where this one ended.");
            return 130;
        }
        catch (Exception refusal) when (refusal is CommandException or SettingException or ControlDatabaseException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"footfall: {refusal.Message}");
            return 1;
        }
    }
}
