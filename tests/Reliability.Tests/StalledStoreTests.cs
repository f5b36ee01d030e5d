using System.Net;
using Footfall.Reliability.Tests.Running;
using Footfall.Testing;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary>An event store that takes nothing: collection goes on until the journal's limit, says so then, and catches up afterwards.</summary>
public sealed class StalledStoreTests : IDisposable
{
    private readonly TempDirectory data = new();

    [Fact]
    public async Task CollectionGoesOnUntilTheJournalIsFullAndThenAsksToComeBack()
    {
        Machine.NeedsLinux();
        await using var server = await ServerProcess.StartAsync(data.Path, StalledStore.Options());
        var project = await server.CreateProjectAsync();
        var sender = new Sender(project, seed: 1);
        await StalledStore.StallAsync(server, sender);

        await sender.SendUntilFailureAsync(server.Client, events: 500);
        // The store's writer has nothing to commit and tries to tidy up, which fails as well.
        await Eventually.IsTrueAsync(() => server.HasEnded || server.Output.Contains("A checkpoint failed", StringComparison.Ordinal), () => "No checkpoint was tried.");
        await server.StillRunsAsync();
        var refused = await Refusal.OfAsync(server.Client, project, events: 1000);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        refused.NamesARemedy();
        using var health = await server.Client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.InRange(new DirectoryInfo(Path.Combine(data.Path, "journal")).EnumerateFiles().Sum(file => file.Length), 8L << 20, 17L << 20);

        server.LiftFileLimit();
        Books.Balance(await server.DrainedBooksAsync(project));
        Assert.Equal(HttpStatusCode.Accepted, await sender.SendAsync(server.Client));
        Books.Balance(await server.DrainedBooksAsync(project));
        await server.StopAsync();
        Books.HoldEachOnce(StoredEvents.Count(data.Path), sender.Acknowledged);
        // What was drained is deleted behind the drainer.
        Assert.InRange(new DirectoryInfo(Path.Combine(data.Path, "journal")).EnumerateFiles().Sum(file => file.Length), 0, 4L << 20);
    }

    public void Dispose() => data.Dispose();
}
