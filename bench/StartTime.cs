using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Footfall.Bench;

/// <summary>
/// Seconds from the start of the server's process to its first accepted event, on a data directory that exists. One request after the other is tried until
/// one is accepted, so the answer itself is part of the time.
/// </summary>
internal static class StartTime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string program, int rounds)
    {
        var address = new Uri(new Uri(BenchHost.Settings().Urls), "/collect");
        var body = await File.ReadAllTextAsync(Environment.GetEnvironmentVariable("BENCH_BODY") ?? throw new InvalidOperationException("Name a body of /collect in BENCH_BODY."));
        var taken = new List<double>();
        for (var round = 0; round < rounds; round++) taken.Add(await OnceAsync(program, address, body));
        Console.WriteLine($"start\t{Spread.Of(taken).Text("0.000")}");
        return 0;
    }

    private static async Task<double> OnceAsync(string program, Uri address, string body)
    {
        using var client = new HttpClient();
        var watch = Stopwatch.StartNew();
        using var server = Process.Start(new ProcessStartInfo(program, "serve") { RedirectStandardOutput = true })!;
        _ = server.StandardOutput.ReadToEndAsync();
        try
        {
            while (!await IsAcceptedAsync(client, address, body))
            {
                if (server.HasExited || watch.Elapsed > Limit) throw new InvalidOperationException("The server did not start.");
                await Task.Delay(2);
            }

            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            using var stop = Process.Start("kill", server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await server.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsAcceptedAsync(HttpClient client, Uri address, string body)
    {
        try
        {
            using var content = new StringContent(body.Replace("@ID@", Guid.CreateVersion7().ToString(), StringComparison.Ordinal), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var answer = await client.PostAsync(address, content);
            return answer.StatusCode == System.Net.HttpStatusCode.Accepted;
        }
        catch (HttpRequestException)
        {
            return false; // Nobody listens yet.
        }
    }
}
