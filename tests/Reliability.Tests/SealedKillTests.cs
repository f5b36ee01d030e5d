using Footfall.Reliability.Tests.Running;
using Footfall.Testing;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary><c>kill -9</c> while envelopes come in, and while key holders read them.</summary>
public sealed class SealedKillTests : IDisposable
{
    private const int Senders = 4;
    private const int Rounds = 8;

    private readonly TempDirectory data = new();

    [Fact]
    public async Task EachAcknowledgedEnvelopeIsThereExactlyOnceAfterKillsUnderLoad()
    {
        using var project = await PrepareAsync();
        var random = new Random(1);
        var senders = Enumerable.Range(0, Senders).Select(n => new SealedSender(project, n)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await ServerProcess.StartAsync(data.Path);
            await KillUnderLoadAsync(server, senders, acknowledgements: random.Next(1, 800));
        }

        List<string> acknowledged = [.. senders.SelectMany(sender => sender.Acknowledged)];
        senders.ForEach(sender => sender.Dispose());
        await using (var server = await ServerProcess.StartAsync(data.Path))
        {
            var ledger = await server.DrainedBooksAsync(project.AsProject);
            Books.Balance(ledger);
            Assert.Equal(0, (long)ledger["totals"]!["quarantined"]!);
            Assert.Equal((long)ledger["totals"]!["present"]!, await CountByReadingAsync(server, project));
            Assert.Equal(0, await server.StopAsync());
        }

        var stored = StoredEvents.CountEnvelopes(data.Path);
        Assert.DoesNotContain(acknowledged, id => !stored.ContainsKey(id));
        Assert.DoesNotContain(stored, pair => pair.Value != 1);
        Assert.NotEmpty(acknowledged);
    }

    public void Dispose() => data.Dispose();

    private async Task<PlantedProject> PrepareAsync()
    {
        await using (var server = await ServerProcess.StartAsync(data.Path)) await server.KillAsync();
        return await PlantedProject.PlantAsync(data.Path);
    }

    private static async Task KillUnderLoadAsync(ServerProcess server, List<SealedSender> senders, int acknowledgements)
    {
        var before = senders.Sum(sender => sender.Acknowledged.Count);
        var clients = senders.Select(_ => server.NewClient()).ToList();
        // Trackers have no token.
        clients.ForEach(client => client.DefaultRequestHeaders.Authorization = null);
        var sending = senders.Select((sender, n) => sender.SendUntilFailureAsync(clients[n])).ToList();
        await Eventually.IsTrueAsync(() => senders.Sum(sender => sender.Acknowledged.Count) - before >= acknowledgements, () => $"No load came about: {server.Output}");
        await server.KillAsync();
        await Task.WhenAll(sending);
        clients.ForEach(client => client.Dispose());
    }

    /// <summary>As a key holder reads: page by page, until nothing comes.</summary>
    private static async Task<long> CountByReadingAsync(ServerProcess server, PlantedProject project)
    {
        var (count, after) = (0L, 0L);
        while (true)
        {
            var page = await server.GetAsync($"/api/v1/projects/{project.Id}/envelopes?after={after}&limit=500");
            if (page["next"] is not { } next) return count;
            (count, after) = (count + page["items"]!.AsArray().Count, (long)next);
        }
    }
}
