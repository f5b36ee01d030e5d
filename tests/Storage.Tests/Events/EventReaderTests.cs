using System.Diagnostics;
using Footfall.DuckDb;
using Footfall.Storage.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events;

public sealed class EventReaderTests : IDisposable
{
    /// <summary>Minutes of work for any machine, in no memory to speak of.</summary>
    private const string Endless = "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range * b.range % 7 = 3";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestStore store = new(new EventStoreOptions { Threads = 2, ConcurrentQueries = 2 });

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task AQuestionIsStoppedAtItsTimeLimit()
    {
        var asked = Ask(Endless, new QueryLimits(TimeSpan.FromSeconds(3)));
        await LetTimePassUntilDone(asked, TimeSpan.FromSeconds(3));

        var timeout = await Assert.ThrowsAsync<QueryTimeoutException>(() => asked);
        Assert.Contains("3 s", timeout.Message, StringComparison.Ordinal);
        Assert.Equal(1L, store.Value("SELECT 1"));
    }

    [Fact]
    public async Task AQuestionIsStoppedWhenItsAskerGoesAway()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(TestStore.Cancellation);
        var asked = Ask(Endless, QueryLimits.Default, gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Patience, TestStore.Cancellation));
        // Both connections are free again, and not interrupted by what ended.
        for (var i = 0; i < 8; i++)
            Assert.Equal(1L, store.Value("SELECT 1"));
    }

    [Fact]
    public async Task MoreQuestionsThanConnectionsWaitForTheirTurn()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(TestStore.Cancellation);
        Task<QueryRows>[] busy = [Ask(Endless, QueryLimits.Default, gone.Token), Ask(Endless, QueryLimits.Default, gone.Token)];

        var waiting = Ask("SELECT 1", new QueryLimits(TimeSpan.FromSeconds(2)));
        await LetTimePassUntilDone(waiting, TimeSpan.FromSeconds(2));
        var timeout = await Assert.ThrowsAsync<QueryTimeoutException>(() => waiting);
        Assert.Contains("No connection was free", timeout.Message, StringComparison.Ordinal);

        await gone.CancelAsync();
        foreach (var one in busy)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(Patience, TestStore.Cancellation));
        Assert.Equal(1L, store.Value("SELECT 1"));
    }

    [Fact]
    public async Task AQuestionThatRunsKeepsNoCommitWaitingAndSeesWhatWasThereWhenItBegan()
    {
        store.Commit(Some.Event());
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(TestStore.Cancellation);
        var asked = Ask($"SELECT (SELECT count(*) FROM events), ({Endless})", QueryLimits.Default, gone.Token);

        // Each of these would never return if it waited for the question.
        for (var minute = 1; minute <= 20; minute++)
            store.Commit(Some.Event(minute));
        store.Store.Removals.DeleteExpired(Some.Project, Some.Now.AddMinutes(5));

        Assert.False(asked.IsCompleted);
        Assert.Equal(16L, store.Value("SELECT count(*) FROM events"));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Patience, TestStore.Cancellation));
    }

    [Fact]
    public async Task AnAnswerBeyondItsRowsIsRefusedAndTheNextOneIsNot()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Ask("SELECT * FROM range(100)", new QueryLimits(Patience, Rows: 10)));
        Assert.Contains("10 rows", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(100, store.Query("SELECT * FROM range(100)").Count);
    }

    [Fact]
    public async Task WrongSqlIsTheAskersError()
    {
        await Assert.ThrowsAsync<DuckDbException>(() => Ask("SELECT nothing FROM nowhere", QueryLimits.Default));
        Assert.Equal(1L, store.Value("SELECT 1"));
    }

    [Fact]
    public void IntegersOfEveryWidthAreLongs()
    {
        var row = store.Query("SELECT 1::TINYINT, 2::SMALLINT, 3::INTEGER, 4::UTINYINT, 5::UINTEGER, sum(x)::HUGEINT, 1.5::FLOAT, NULL FROM (VALUES (6)) t(x)").Single();

        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L, 1.5, null], row);
    }

    [Fact]
    public async Task ACloseStopsWhatStillRuns()
    {
        var other = new TestStore();
        var asked = other.Store.Reader.QueryAsync(Endless, [], QueryLimits.Default, TestStore.Cancellation);
        // The question has to hold its connection, or there would be nothing to stop.
        await WaitFor(() => asked.IsCompleted || other.Value("SELECT 1") is 1L);
        other.Dispose();

        await Assert.ThrowsAnyAsync<Exception>(() => asked.WaitAsync(Patience, TestStore.Cancellation));
    }

    private Task<QueryRows> Ask(string sql, QueryLimits limits, CancellationToken? cancellation = null) =>
        store.Store.Reader.QueryAsync(sql, [], limits, cancellation ?? TestStore.Cancellation);

    /// <summary>The question sets its timer on a thread of its own: the clock is moved until that has run out.</summary>
    private async Task LetTimePassUntilDone(Task asked, TimeSpan limit)
    {
        await WaitFor(() =>
        {
            store.Clock.Advance(limit);
            return asked.IsCompleted;
        });
    }

    private static async Task WaitFor(Func<bool> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "What was waited for did not happen.");
            await Task.Yield();
        }
    }
}
