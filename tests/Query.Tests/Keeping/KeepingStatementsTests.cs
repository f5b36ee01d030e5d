using Footfall.Events;
using Footfall.Query.Keeping;
using Footfall.Query.Planning;
using Footfall.Query.Sql;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Keeping;

public sealed class KeepingStatementsTests : IDisposable
{
    private static readonly DateTime Day = new(2024, 3, 10, 0, 0, 0, DateTimeKind.Utc);

    private readonly StoredHappenings store = new();
    private readonly List<TaskCompletionSource<IReadOnlyList<object?[]>>> runs = [];
    private readonly List<CancellationToken> stops = [];
    private readonly SemaphoreSlim begun = new(0);

    public void Dispose()
    {
        store.Dispose();
        begun.Dispose();
    }

    [Fact]
    public async Task AnEqualStatementIsAnsweredFromWhatIsKept()
    {
        var keeping = Keeping();
        var first = Ask(keeping, Statement("a"));
        await RunOf(0);
        runs[0].SetResult([[1L]]);
        Assert.Equal(1L, (await first)[0][0]);
        Assert.Same(await first, await Ask(keeping, Statement("a")));

        _ = Ask(keeping, Statement("b"));
        await RunOf(1);
    }

    [Fact]
    public async Task AfterACommitOnlyItsDaysAreAskedAnew()
    {
        var keeping = Keeping();
        var (first, second) = (Ask(keeping, Statement("a")), Ask(keeping, Statement("a", day: 1)));
        await RunOf(1);
        runs.ForEach(run => run.SetResult([[1L]]));
        await Task.WhenAll(first, second);
        Commit(Day.AddDays(1).AddHours(3));

        Assert.Same(await first, await Ask(keeping, Statement("a")));
        var again = Ask(keeping, Statement("a", day: 1));
        await RunOf(2);
        runs[2].SetResult([[2L]]);
        Assert.Equal(2L, (await again)[0][0]);
    }

    /// <summary>What began before a commit may not have seen it.</summary>
    [Fact]
    public async Task ARunThatACommitOvertakesIsNeitherKeptNorShared()
    {
        var keeping = Keeping();
        var old = Ask(keeping, Statement("a"));
        await RunOf(0);
        Commit(Day.AddHours(3));
        var fresh = Ask(keeping, Statement("a"));
        await RunOf(1);
        runs[1].SetResult([[2L]]);
        Assert.Equal(2L, (await fresh)[0][0]);
        runs[0].SetResult([[1L]]);
        Assert.Equal(1L, (await old)[0][0]);

        var again = Ask(keeping, Statement("a"));
        if (!again.IsCompleted)
        {
            await RunOf(2);
            runs[2].SetResult([[2L]]);
        }

        Assert.Equal(2L, (await again)[0][0]);
    }

    [Fact]
    public async Task EqualStatementsAtTheSameTimeRunOnce()
    {
        var keeping = Keeping();
        Task<IReadOnlyList<object?[]>>[] asked = [Ask(keeping, Statement("a")), Ask(keeping, Statement("a")), Ask(keeping, Statement("a"))];
        await RunOf(0);
        runs[0].SetResult([[1L]]);
        await Task.WhenAll(asked);
        Assert.Single(runs);
    }

    [Fact]
    public async Task ARunIsStoppedOnlyWhenNobodyWaitsForIt()
    {
        var keeping = Keeping();
        using var one = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var (left, stayed) = (keeping.RunAsync(Statement("a"), one.Token), keeping.RunAsync(Statement("a"), other.Token));
        await RunOf(0);
        await one.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.False(stops[0].IsCancellationRequested);

        await other.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stayed);
        var stopped = new TaskCompletionSource();
        await using (stops[0].Register(stopped.SetResult)) await stopped.Task.WaitAsync(TestContext.Current.CancellationToken);

        // Nobody joins what is being stopped.
        var fresh = Ask(keeping, Statement("a"));
        await RunOf(1);
        runs[0].SetCanceled(stops[0]);
        runs[1].SetResult([[1L]]);
        Assert.Equal(1L, (await fresh)[0][0]);
    }

    [Fact]
    public async Task AFailureIsToldToAllAndKeptForNobody()
    {
        var keeping = Keeping();
        var (one, other) = (Ask(keeping, Statement("a")), Ask(keeping, Statement("a")));
        await RunOf(0);
        runs[0].SetException(new InvalidOperationException("full"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => one);
        await Assert.ThrowsAsync<InvalidOperationException>(() => other);
        _ = Ask(keeping, Statement("a"));
        await RunOf(1);
    }

    [Fact]
    public async Task AStatementOfUnknownScopeIsAlwaysAsked()
    {
        var keeping = Keeping();
        var statement = new SqlStatement("SELECT 1", []);
        var (one, other) = (Ask(keeping, statement), Ask(keeping, statement));
        Assert.Equal(2, runs.Count);
        runs.ForEach(run => run.SetResult([]));
        await Task.WhenAll(one, other);
    }

    private static Task<IReadOnlyList<object?[]>> Ask(KeepingStatements keeping, SqlStatement statement) => keeping.RunAsync(statement, TestContext.Current.CancellationToken);

    private KeepingStatements Keeping() => new(
        (_, stop) =>
        {
            lock (runs)
            {
                runs.Add(new TaskCompletionSource<IReadOnlyList<object?[]>>(TaskCreationOptions.RunContinuationsAsynchronously));
                stops.Add(stop);
                begun.Release();
                return runs[^1].Task;
            }
        },
        store.Changes, meters: null, bytes: 1 << 20);

    private async Task RunOf(int number)
    {
        while (Count() <= number) await begun.WaitAsync(TestContext.Current.CancellationToken);
    }

    private int Count()
    {
        lock (runs) return runs.Count;
    }

    private void Commit(DateTime time) => store.Commit(Some(7), [new Happening { Time = time, Name = "pageview", Visitor = 1 }]);

    private static Project Some(int number) => Testing.Some.ProjectNumbered(number);

    private static SqlStatement Statement(string text, int day = 0) =>
        new(text, [7]) { Scopes = [new StatementScope(7, new TimeRange(Day.AddDays(day), Day.AddDays(day + 1)))] };
}
