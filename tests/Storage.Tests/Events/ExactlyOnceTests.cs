using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events;

/// <summary>Rows, books and the journal's position are one transaction.</summary>
public sealed class ExactlyOnceTests : IDisposable
{
    private static readonly LedgerDelta Received = new(Some.Project, Some.Now, LedgerEntry.Received, null, 2);

    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public void ABatchThatFailsLeavesNothingBehind()
    {
        var unfit = Some.Event(minutes: 1);
        unfit.Revenue = new Revenue(decimal.MaxValue, "EUR");
        var batch = new DrainBatch("main", new JournalPosition(2, 50), [Some.Event(), unfit], [Received]);

        Assert.ThrowsAny<Exception>(() => store.Store.Commit(batch));

        Assert.Equal(default, store.Store.ReadPosition("main"));
        foreach (var table in (string[])["events", "visits", "ledger", "journal_positions"])
            Assert.Equal(0L, store.Value($"SELECT count(*) FROM {table}"));

        unfit.Revenue = null;
        Assert.Equal(2, store.Store.Commit(batch).Stored);
        Assert.Equal(new JournalPosition(2, 50), store.Store.ReadPosition("main"));
        Assert.Equal(1L, store.Value("SELECT count(*) FROM visits"));
    }

    [Fact]
    public void ABatchIsRecognisedAfterARestart()
    {
        var batch = new DrainBatch("main", new JournalPosition(2, 50), [Some.Event(), Some.Event(minutes: 1)], [Received]);
        store.Store.Commit(batch);
        store.Restart();

        Assert.Equal(CommitOutcome.Nothing, store.Store.Commit(batch));
        Assert.Equal(2L, store.Value("SELECT sum(count)::BIGINT FROM ledger WHERE entry = ?", (int)LedgerEntry.Received));
    }

    [Fact]
    public void WhatWasCommittedIsThereWithoutAnOrderlyEnd()
    {
        store.Commit([Some.Event()], [Received]);
        // The files as they are while the store is open: what a kill would leave.
        using var copy = new TempDirectory();
        foreach (var file in Directory.GetFiles(store.DataDirectory, "events.duckdb*"))
            CopyShared(file, copy[Path.GetFileName(file)]);

        using var database = DuckDbDatabase.Open(copy["events.duckdb"], new DuckDbConfig { Threads = 1 });
        using var connection = database.Connect();
        using var result = connection.Query("""SELECT (SELECT count(*) FROM events), (SELECT max("offset") FROM journal_positions)""");
        Assert.True(result.NextChunk(out var chunk));
        Assert.Equal((1L, 1L), (chunk.Column(0).GetInt64(0), chunk.Column(1).GetInt64(0)));
    }

    [Fact]
    public void TheBooksAreFoldedWithoutChangingTheirSums()
    {
        var deltas = Enumerable.Range(0, 300).Select(i => new LedgerDelta(Some.Project, Some.Now.AddHours(i % 2), LedgerEntry.Received, null, 1)).ToList();
        for (var batch = 0; batch < 20; batch++)
            store.Commit([], deltas);

        Assert.True((long)store.Value("SELECT count(*) FROM ledger")! < 4_000);
        Assert.Equal([3_000L, 3_000L], store.Query("SELECT sum(count)::BIGINT FROM ledger GROUP BY hour").Select(row => row[0]));
    }

    private static void CopyShared(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
