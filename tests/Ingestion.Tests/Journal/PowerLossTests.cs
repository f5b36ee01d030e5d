using System.Globalization;
using Footfall.Events;
using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Journal.Draining;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>
/// The promise itself: whatever a power failure at whatever moment takes away of what was not synced, each acknowledged event is in the store exactly once.
/// </summary>
public sealed class PowerLossTests
{
    /// <summary>More by FOOTFALL_POWER_LOSS_SEEDS, for a long run.</summary>
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("FOOTFALL_POWER_LOSS_SEEDS") ?? "1200", CultureInfo.InvariantCulture);

    [Fact]
    public async Task EveryAcknowledgedEventIsThereExactlyOnceAfterPowerFailures()
    {
        var unacknowledgedKept = 0;
        for (var seed = 0; seed < Seeds; seed++) unacknowledgedKept += await Life(seed);
        // If it never happened that the disk held more than was acknowledged, this test would have tried nothing.
        Assert.True(unacknowledgedKept > 0);
    }

    /// <summary>One data directory's life: a few runs, each ended by a power failure or a kill at a random operation.</summary>
    private static async Task<int> Life(int seed)
    {
        var random = new Random(seed);
        var files = new PowerLossFiles { Random = random };
        var store = new FakeStore();
        var acknowledged = new List<int>();
        var next = 1;
        for (var run = random.Next(1, 5); run > 0; run--)
        {
            next = await Run(files, store, random, acknowledged, next);
            files = random.Next(4) == 0 ? files.AfterKill() : files.AfterPowerLoss();
        }

        using var journal = OpenJournal.On(files, store, segmentBytes: 4096);
        journal.DrainInto(store);
        var counts = store.Numbers.CountBy(number => number).ToDictionary();
        Assert.All(acknowledged, number => Assert.True(counts.ContainsKey(number), $"Seed {seed}: event {number} was acknowledged and is lost."));
        Assert.All(counts, pair => Assert.True(pair.Value == 1, $"Seed {seed}: event {pair.Key} is there {pair.Value} times."));
        Assert.True(store.Differences().Count == 0, $"Seed {seed}: {string.Join(", ", store.Differences())}");
        return counts.Count - acknowledged.Count;
    }

    private static async Task<int> Run(PowerLossFiles files, FakeStore store, Random random, List<int> acknowledged, int next)
    {
        var powerIsGone = false;
        var last = files.Operations + random.Next(1, 60);
        files.Fault = (_, _) =>
        {
            // Once the power is gone, nothing reaches the disk any more, and nobody is told that anything did.
            powerIsGone |= files.Operations >= last;
            return powerIsGone ? new IOException("The power is gone.") : null;
        };
        try
        {
            using var journal = OpenJournal.On(files, store, segmentBytes: 4096);
            using var drain = new JournalDrain(journal, store.Target, new FakeClock(), NullLogger.Instance);
            while (!powerIsGone)
            {
                var pending = new List<(int[] Numbers, Task<JournalPosition> Task)>();
                for (var requests = random.Next(1, 5); requests > 0; requests--)
                {
                    var numbers = Enumerable.Range(next, random.Next(1, 6)).ToArray();
                    next += numbers.Length;
                    if (random.Next(4) == 0) journal.Note(SomeEntry.OnlyDrops(DropReason.InvalidUrl, 1));
                    pending.Add((numbers, Try(journal, SomeEntry.With(numbers))));
                }

                foreach (var (numbers, task) in pending)
                {
                    await task.ContinueWith(_ => { }, TaskScheduler.Default);
                    if (task.IsCompletedSuccessfully) acknowledged.AddRange(numbers);
                }

                for (var steps = random.Next(3); steps > 0; steps--) drain.Step(hurry: true);
            }
        }
        catch (IOException)
        {
            // The power failed while the journal was being opened.
        }

        return next;
    }

    private static async Task<JournalPosition> Try(EventJournal journal, JournalEntry entry) => await journal.AppendAsync(entry, CancellationToken.None);
}
