using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Footfall.Cli.Demo;
using Footfall.Cli.Sending;
using Footfall.Server;
using Footfall.Storage.Control;

namespace Footfall.Cli;

/// <summary><c>footfall demo</c>: made traffic for the demo project, sent as a server would send it, and removed again by <c>--delete</c>.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var days = new Option<int>("--days") { Description = "Days of traffic, today included.", DefaultValueFactory = _ => 90 };
        var visitors = new Option<int>("--visitors-per-day") { Description = "Visitors of a mean day.", DefaultValueFactory = _ => 250 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed makes the same events with the same ids.", DefaultValueFactory = _ => 1 };
        var url = ServerOption.Create();
        var key = new Option<string?>("--key") { Description = "The write key of a project; by default the demo project." };
        var token = new Option<string?>("--token")
        {
            Description = "A token with read and write (and manage for --delete). By default FOOTFALL_BOOTSTRAP_TOKEN, else one is made in FOOTFALL_DATA and removed at the end.",
        };
        var delete = new Option<bool>("--delete") { Description = "Remove all demo data of the project instead." };
        days.Validators.Add(result => RequireWithin(result, 1, 3650));
        visitors.Validators.Add(result => RequireWithin(result, 1, 1_000_000));
        var command = new Command("demo", "Fill the demo project with made traffic. Sent again, it is stored once (within 8 days); stopped, it goes on with the same command.")
        {
            days, visitors, seed, url, key, token, delete,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(url),
            parsed.GetValue(key),
            parsed.GetValue(token),
            target => parsed.GetValue(delete)
                ? DeleteAsync(target, cancellation)
                : SendAsync(target, parsed.GetValue(days), parsed.GetValue(visitors), parsed.GetValue(seed), cancellation),
            cancellation));
        return command;
    }

    private static void RequireWithin(System.CommandLine.Parsing.OptionResult result, int least, int most)
    {
        // Read as text: the parsed value is not there yet, and asking for it throws where the text is no number.
        var given = result.Tokens is [var token] ? token.Value : null;
        if (given is not null && (!int.TryParse(given, CultureInfo.InvariantCulture, out var value) || value < least || value > most)) result.AddError($"Give a number from {least} to {most}.");
    }

    private static async Task<int> RunAsync(Uri? url, string? key, string? given, Func<Target, Task<int>> action, CancellationToken cancellation)
    {
        try
        {
            var settings = Settings.Read();
            await using var token = await RunToken.TakeAsync("footfall demo", given ?? Environment.GetEnvironmentVariable("FOOTFALL_BOOTSTRAP_TOKEN"), settings.DataDirectory, cancellation);
            using var target = await Target.FindAsync(url ?? new Uri(Settings.LocalAddress(settings.Urls)), token.Value, key, null, cancellation);
            return await action(target);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.WriteLine("Stopped. The same command goes on: what is already there is recognised by its ids.");
            return 130;
        }
        catch (Exception refusal) when (refusal is CommandException or SettingException or ControlDatabaseException)
        {
            await Console.Error.WriteLineAsync($"footfall: {refusal.Message}");
            return 1;
        }
    }

    private static async Task<int> SendAsync(Target target, int days, int visitorsPerDay, ulong seed, CancellationToken cancellation)
    {
        Console.WriteLine($"Sending {days} days of made traffic to \"{target.Name}\" on {target.Client.BaseAddress}");
        var calendar = new DemoCalendar(seed, visitorsPerDay);
        var run = new DemoRun(target, calendar, new DemoTraffic(seed, calendar), TimeProvider.System);
        var sent = await run.SendAsync(days, total => new DemoProgress(Console.Out, !Console.IsOutputRedirected, total, TimeProvider.System), cancellation);
        Console.WriteLine($"{sent.Accepted} events were taken. `footfall demo --delete` removes them.");
        if (sent.Dropped == 0) return 0;
        await Console.Error.WriteLineAsync($"footfall: {sent.Dropped} events were dropped, the first as {sent.DropReason}.");
        return 1;
    }

    private static async Task<int> DeleteAsync(Target target, CancellationToken cancellation)
    {
        using var answer = await target.Client.DeleteAsync(new Uri($"/api/v1/projects/{target.Project}/demo-data", UriKind.Relative), cancellation);
        var told = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode) throw new CommandException($"The server refused ({(int)answer.StatusCode}): {told}");
        using var erased = JsonDocument.Parse(told);
        Console.WriteLine($"{erased.RootElement.GetProperty("erased")} events of \"{target.Name}\" were removed.");
        return 0;
    }
}
