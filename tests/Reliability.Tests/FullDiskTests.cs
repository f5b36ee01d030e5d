using System.Net;
using Footfall.Reliability.Tests.Running;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary>A disk without space, under the whole data directory.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task AFullDiskIsToldToSendersAndNothingAcknowledgedIsLost()
    {
        using var disk = new SmallDisk(96);
        var folder = Path.Combine(disk.Path, "data");
        var sender = await FillWhileItRunsAsync(disk, folder);
        Books.HoldEachOnce(StoredEvents.Count(folder), sender.Acknowledged);
    }

    [Fact]
    public async Task AServerThatIsStartedOnAFullDiskSaysSoAndHarmsNothing()
    {
        using var disk = new SmallDisk(96);
        var folder = Path.Combine(disk.Path, "data");
        TestProject project;
        Sender sender;
        await using (var first = await ServerProcess.StartAsync(folder))
        {
            project = await first.CreateProjectAsync();
            sender = new Sender(project, seed: 1);
            for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.Accepted, await sender.SendAsync(first.Client));
            await first.KillAsync();
        }

        disk.FillTo(0);
        var (code, output) = await ServerProcess.RefuseAsync(folder);
        Assert.Equal(1, code);
        Assert.Contains("full", Assert.Single(output.Split('\n'), line => line.StartsWith("footfall: ", StringComparison.Ordinal)), StringComparison.Ordinal);

        disk.Empty();
        await using (var server = await ServerProcess.StartAsync(folder))
        {
            Books.Balance(await server.DrainedBooksAsync(project));
            await server.StopAsync();
        }

        Books.HoldEachOnce(StoredEvents.Count(folder), sender.Acknowledged);
    }

    private static async Task<Sender> FillWhileItRunsAsync(SmallDisk disk, string folder)
    {
        await using var server = await ServerProcess.StartAsync(folder);
        var project = await server.CreateProjectAsync();
        var sender = new Sender(project, seed: 1);
        await sender.SendAsync(server.Client);
        disk.FillTo(0);

        await sender.SendUntilFailureAsync(server.Client);
        var refused = await Refusal.OfAsync(server.Client, project);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.NotNull(refused.RetryAfter);
        refused.NamesARemedy();

        disk.Empty();
        await Eventually.IsTrueAsync(async () => await sender.SendAsync(server.Client) == HttpStatusCode.Accepted, () => $"It never took events again: {server.Output}");
        Books.Balance(await server.DrainedBooksAsync(project));
        await server.StopAsync();
        return sender;
    }
}
