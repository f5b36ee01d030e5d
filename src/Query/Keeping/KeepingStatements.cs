using Footfall.Events;
using Footfall.Query.Sql;
using Footfall.Storage.Events.Changes;

namespace Footfall.Query.Keeping;

/// <summary>
/// Runs statements, and keeps their rows for as long as the store says that nothing they were read from has changed: what is kept is what would be read
/// again. Equal statements that are asked at the same time run once. Rows belong to all who asked: nobody may change them. Thread-safe.
/// </summary>
/// <param name="run">Runs a statement on the store and gives its rows.</param>
/// <param name="bytes">Of rows kept; 0: none, and each statement runs on its own.</param>
internal sealed class KeepingStatements(Func<SqlStatement, CancellationToken, Task<IReadOnlyList<object?[]>>> run, StoreChanges changes, QueryMeters? meters, long bytes)
{
    private readonly Lock gate = new();
    private readonly KeptRows kept = new(bytes);
    private readonly Dictionary<StatementKey, SharedRun> running = [];

    public async Task<IReadOnlyList<object?[]>> RunAsync(SqlStatement statement, CancellationToken cancellation)
    {
        if (bytes == 0 || statement.Scopes.Count == 0) return await run(statement, cancellation);
        var key = new StatementKey(statement);
        SharedRun shared;
        lock (gate)
        {
            if (kept.Find(key) is { } found)
            {
                if (Holds(statement, found.Moment))
                {
                    meters?.Reused("kept");
                    return found.Rows;
                }

                kept.Remove(key);
            }

            shared = Joinable(key, statement) ?? Begin(key, statement);
            shared.Join();
        }

        try
        {
            return await shared.Rows.WaitAsync(cancellation);
        }
        finally
        {
            lock (gate) shared.Leave();
        }
    }

    private bool Holds(SqlStatement statement, long moment) =>
        statement.Scopes.All(scope => !changes.MayHaveChanged(new ProjectNumber(scope.Project), scope.Range.From, scope.Range.To, moment));

    /// <summary>A run whose rows are as new as what would be read now.</summary>
    private SharedRun? Joinable(StatementKey key, SqlStatement statement)
    {
        if (!running.TryGetValue(key, out var shared) || shared.IsAbandoned || !Holds(statement, shared.Moment)) return null;
        meters?.Reused("shared");
        return shared;
    }

    private SharedRun Begin(StatementKey key, SqlStatement statement)
    {
        var shared = new SharedRun(changes.Now);
        running[key] = shared;
        shared.Begin(stop => Task.Run(() => RunAsync(key, statement, shared, stop), CancellationToken.None));
        return shared;
    }

    private async Task<IReadOnlyList<object?[]>> RunAsync(StatementKey key, SqlStatement statement, SharedRun shared, CancellationToken stop)
    {
        try
        {
            var rows = await run(statement, stop);
            lock (gate) kept.Keep(key, statement.Text.Length, rows, shared.Moment);
            return rows;
        }
        finally
        {
            lock (gate)
            {
                if (running.GetValueOrDefault(key) == shared) running.Remove(key);
            }
        }
    }
}
