using System.CommandLine;
using Footfall.Server;

namespace Footfall.Cli;

/// <summary><c>footfall health</c>: asks the server on this machine how it is; exit code 0 where it is well.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var command = new Command("health", "Ask the server on this machine how it is.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(new Uri(Settings.LocalAddress(Settings.Read().Urls) + "/health"), cancellation);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(cancellation));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (SettingException refusal)
        {
            await Console.Error.WriteLineAsync($"footfall: {refusal.Message}");
            return 1;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"footfall: The server does not answer: {failure.Message}");
            return 1;
        }
    }
}
