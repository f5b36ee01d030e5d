using System.Globalization;
using Footfall.Reliability.Tests.Running;
using Footfall.Testing;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary><c>kill -9</c> under load, again and again, on one data directory.</summary>
public sealed class KillTests : IDisposable
{
    private const int Senders = 6;

    /// <summary>More by FOOTFALL_SOAK_ROUNDS, for a long run.</summary>
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("FOOTFALL_SOAK_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    /// <summary>Another by FOOTFALL_SOAK_SEED.</summary>
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("FOOTFALL_SOAK_SEED") ?? "1", CultureInfo.InvariantCulture);

    private readonly TempDirectory data = new();

    [Fact]
    public async Task EachAcknowledgedEventIsThereExactlyOnceAfterKillsUnderLoad()
    {
        var random = new Random(Seed);
        var project = await PrepareAsync();
        var senders = Enumerable.Range(0, Senders).Select(n => new Sender(project, Seed + n)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await ServerProcess.StartAsync(data.Path);
            await KillUnderLoadAsync(server, senders, acknowledgements: random.Next(1, 1500));
            // What was said to be stored has to be in the store at once, not only when the journal is drained.
            if (round % 5 == 0) Books.HoldEachOnce(StoredEvents.Count(data.Path), [.. senders.SelectMany(sender => sender.Stored)]);
        }

        await CheckAsync(project, [.. senders.SelectMany(sender => sender.Acknowledged)]);
        Assert.NotEmpty(senders.SelectMany(sender => sender.Stored));
    }

    [Fact]
    public async Task AKillWhileALongJournalIsDrainedStoresEachEventOnce()
    {
        var project = await PrepareAsync();
        var sender = new Sender(project, Seed);
        await using (var server = await ServerProcess.StartAsync(data.Path, StalledStore.Options()))
        {
            await StalledStore.StallAsync(server, sender);
            await StalledStore.AcceptAsync(server, sender, events: 30_000);
            await server.KillAsync();
        }

        for (var kills = 0; kills < 3; kills++)
        {
            await using var server = await ServerProcess.StartAsync(data.Path);
            await server.KillAsync();
        }

        await CheckAsync(project, sender.Acknowledged);
    }

    public void Dispose() => data.Dispose();

    private async Task<TestProject> PrepareAsync()
    {
        await using var server = await ServerProcess.StartAsync(data.Path);
        var project = await server.CreateProjectAsync();
        await server.KillAsync();
        return project;
    }

    private static async Task KillUnderLoadAsync(ServerProcess server, List<Sender> senders, int acknowledgements)
    {
        var before = senders.Sum(sender => sender.Acknowledged.Count);
        var clients = senders.Select(_ => server.NewClient()).ToList();
        var sending = senders.Select((sender, n) => sender.SendUntilFailureAsync(clients[n], waitsAtTimes: true)).ToList();
        await Eventually.IsTrueAsync(() => senders.Sum(sender => sender.Acknowledged.Count) - before >= acknowledgements, () => $"No load came about: {server.Output}");
        await server.KillAsync();
        await Task.WhenAll(sending);
        clients.ForEach(client => client.Dispose());
    }

    private async Task CheckAsync(TestProject project, IReadOnlyCollection<Guid> acknowledged)
    {
        await using (var server = await ServerProcess.StartAsync(data.Path))
        {
            var ledger = await server.DrainedBooksAsync(project);
            Books.Balance(ledger);
            Assert.Equal(0, (long)ledger["totals"]!["quarantined"]!);
            Assert.Equal(0, await server.StopAsync());
        }

        Books.HoldEachOnce(StoredEvents.Count(data.Path), acknowledged);
    }
}
