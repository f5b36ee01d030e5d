using System.Net;
using System.Text;
using Footfall.Reliability.Tests.Running;
using Footfall.Testing;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary>
/// The wall clock of the running process steps, as when somebody or NTP sets it (by libfaketime, which reads the step from a file; the steady clock goes on).
/// </summary>
public sealed class ClockTests : IDisposable
{
    private readonly TempDirectory data = new();
    private readonly TempDirectory control = new();

    [Theory]
    [InlineData("-0026h")]
    [InlineData("+0026h")]
    public async Task AClockThatStepsLosesNothingAndTheBooksBalance(string step)
    {
        Machine.NeedsFakeTime();
        var file = control["step"];
        Set("+0000h");
        var options = new ServerOptions
        {
            Settings =
            {
                ["LD_PRELOAD"] = Machine.FakeTimeLibrary, ["FAKETIME_TIMESTAMP_FILE"] = file, ["FAKETIME_CACHE_DURATION"] = "1", ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            },
        };
        await using var server = await ServerProcess.StartAsync(data.Path, options);
        var project = await server.CreateProjectAsync();
        var sender = new Sender(project, seed: 1);
        await SendAsync();

        Set(step);
        await Eventually.IsTrueAsync(async () => Clock(await server.GetAsync("/health")).Contains("stepped", StringComparison.Ordinal), () => $"The process did not see the step: {server.Output}");
        await SendAsync();
        Set("+0000h");
        await SendAsync();

        await server.DrainedBooksAsync(project);
        Books.Balance(await server.GetAsync($"/api/v1/projects/{project.Id}/ledger?from=2020-01-01&to=2099-01-01"));
        await server.StopAsync();
        Books.HoldEachOnce(StoredEvents.Count(data.Path), sender.Acknowledged);

        async Task SendAsync()
        {
            for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.Accepted, await sender.SendAsync(server.Client, waits: i == 19));
        }

        void Set(string offset)
        {
            // Exactly as long as before, in one write: a half written file would be a third time.
            using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(Encoding.ASCII.GetBytes($"{offset}\n"));
        }
    }

    public void Dispose()
    {
        data.Dispose();
        control.Dispose();
    }

    private static string Clock(System.Text.Json.Nodes.JsonNode health) => (string)health["parts"]!["clock"]!["detail"]!;
}
