using System.Buffers;
using Footfall.Events;
using Footfall.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Footfall.Bench;

/// <summary>
/// The server as <c>footfall serve</c> composes it, with one more endpoint to measure against: <c>POST /nothing</c> walks the same middleware, reads and
/// parses nothing, and answers what <c>/collect</c> answers for one event.
/// </summary>
internal static class BenchHost
{
    private static readonly byte[] Answer = "{\"accepted\":1,\"dropped\":[]}"u8.ToArray();

    public static ServerSettings Settings() => ServerSettings.Read(
        Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Where(pair => ((string)pair.Key).StartsWith("FOOTFALL_", StringComparison.Ordinal))
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? ""));

    public static async Task<int> ServeAsync()
    {
        var settings = Settings();
        using var data = DataDirectory.Take(settings.DataDirectory);
        await using var app = await FootfallServer.BuildAsync(settings, data);
        await BenchProject.EnsureAsync(app.Services);
        await SealedBench.EnsureAsync(app.Services);
        app.Map("/nothing", Nothing).WithMetadata(new ReadsNoCookies());
        await app.StartAsync();
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static Task Nothing(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Answer.Length;
        http.Response.BodyWriter.Write(Answer);
        return Task.CompletedTask;
    }
}
