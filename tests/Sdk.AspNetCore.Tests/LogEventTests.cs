using System.Text.Json;
using Footfall.AspNetCore;
using Footfall.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Footfall.Sdk.AspNetCore.Tests;

public sealed class LogEventTests : IDisposable
{
    private readonly TempDirectory directory = new();

    private string Path => directory["logs/app.jsonl"];

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task ALineHasTheRequestsContext()
    {
        await using (var world = await TestApplication.StartAsync(options => options.LogPath = Path, app =>
            app.MapGet("/invoices/{id}", (string id, ITrack track) => track.LogEvent("invoice.rejected", new() { ["reason"] = "late" }, LogLevel.Warning))))
        {
            await world.GetAsync("/invoices/canary-id", ("X-Request-Id", "r-1"));
            world.Services.GetRequiredService<ITrack>().LogEvent("job.done");
        }

        var lines = await LinesAsync();
        Assert.Equal(2, lines.Length);
        Assert.Equal(("warning", "invoice.rejected", "r-1", "GET", "/invoices/{id}", "late"), (Text(lines[0], "level"), Text(lines[0], "event"), Text(lines[0], "request_id"), Text(lines[0], "method"), Text(lines[0], "endpoint"), lines[0].GetProperty("props").GetProperty("reason").GetString()));
        Assert.True(lines[0].GetProperty("time").TryGetDateTimeOffset(out _));
        Assert.Equal(("info", "job.done"), (Text(lines[1], "level"), Text(lines[1], "event")));
        Assert.False(lines[1].TryGetProperty("request_id", out _));
    }

    [Fact]
    public async Task TheFileIsBoundedAndOldOnesAreFew()
    {
        await using (var world = await TestApplication.StartAsync(options => (options.LogPath, options.LogMaxBytes, options.LogFiles) = (Path, 1000, 2)))
        {
            var track = world.Services.GetRequiredService<ITrack>();
            for (var i = 0; i < 100; i++) track.LogEvent("line", new() { ["i"] = i });
        }

        var files = Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!);
        Assert.Equal(["app.jsonl", "app.jsonl.1", "app.jsonl.2"], files.Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.InRange(new FileInfo(file).Length, 1, 1000));
        Assert.Equal(99, (await LinesAsync())[^1].GetProperty("props").GetProperty("i").GetInt32());
    }

    [Fact]
    public async Task ALineThatIsTooLongIsLostAndCounted()
    {
        await using var world = await TestApplication.StartAsync(options => options.LogPath = Path);
        world.Services.GetRequiredService<ITrack>().LogEvent("long", new() { ["text"] = new string('x', 100_000) });
        Assert.Equal(1, world.Services.GetRequiredService<Footfall.AspNetCore.Logging.AppLog>().Lost);
    }

    [Fact]
    public async Task AFolderThatCannotBeWrittenIsToldAndDisturbsNothing()
    {
        await File.WriteAllTextAsync(directory["logs"], "a file in the folder's place", TestContext.Current.CancellationToken);
        var world = await TestApplication.StartAsync(options => options.LogPath = Path);
        var log = world.Services.GetRequiredService<Footfall.AspNetCore.Logging.AppLog>();
        world.Services.GetRequiredService<ITrack>().LogEvent("one");
        world.Services.GetRequiredService<ITrack>().LogEvent("two");
        await world.DisposeAsync();
        Assert.Equal(2, log.Lost);
        Assert.Single(world.Lines, line => line.Contains("cannot be written", StringComparison.Ordinal));
    }

    private static string? Text(JsonElement line, string member) => line.GetProperty(member).GetString();

    private async Task<JsonElement[]> LinesAsync() => [.. (await File.ReadAllLinesAsync(Path, TestContext.Current.CancellationToken)).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
}
