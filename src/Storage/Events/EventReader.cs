using Footfall.DuckDb;

namespace Footfall.Storage.Events;

/// <summary>
/// Answers SQL beside the writer, whom it never blocks: each question sees what was committed when it began. Positional <c>?</c> parameters. Thread-safe.
/// </summary>
public sealed class EventReader : IDisposable
{
    private readonly StoreConnections connections;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim turns;

    internal EventReader(StoreConnections connections, EventStoreOptions options, TimeProvider time)
    {
        this.connections = connections;
        this.time = time;
        turns = new SemaphoreSlim(options.ConcurrentQueries);
    }

    public void Dispose() => turns.Dispose();

    /// <summary>The whole answer in memory.</summary>
    /// <param name="progress">Told the percentage done, about five times a second, on a timer's thread.</param>
    /// <exception cref="QueryTimeoutException">It took longer than <see cref="QueryLimits.Time"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller went away; the question was stopped.</exception>
    /// <exception cref="InvalidOperationException">More rows than <see cref="QueryLimits.Rows"/>.</exception>
    /// <exception cref="DuckDbException">The SQL is wrong, or it needs more memory than there is.</exception>
    public async Task<QueryRows> QueryAsync(
        string sql, IReadOnlyList<object?> parameters, QueryLimits limits, CancellationToken cancellation, IProgress<double>? progress = null)
    {
        List<object?[]> rows = [];
        string[] columns = [];
        await StreamAsync(
            sql,
            parameters,
            limits,
            names => columns = names,
            row =>
            {
                if (rows.Count == limits.Rows)
                    throw new InvalidOperationException($"The answer has more than {limits.Rows} rows: narrow the question or ask for a page of it.");
                rows.Add(row);
            },
            cancellation,
            progress);
        return new QueryRows(columns, rows);
    }

    /// <summary>For answers that need not be in memory as a whole: <paramref name="onRow"/> is called for each row, on one thread at a time.</summary>
    /// <exception cref="QueryTimeoutException">It took longer than <see cref="QueryLimits.Time"/>.</exception>
    public async Task StreamAsync(
        string sql,
        IReadOnlyList<object?> parameters,
        QueryLimits limits,
        Action<string[]> onColumns,
        Action<object?[]> onRow,
        CancellationToken cancellation,
        IProgress<double>? progress = null) =>
        await ReadAsync(
            (connection, stop) =>
            {
                Read(connection, sql, parameters, onColumns, onRow, stop);
                return true;
            },
            limits,
            cancellation,
            progress);

    /// <summary>For answers whose columns are read as they lie. The work runs on one thread, within one connection, and may run several statements.</summary>
    /// <exception cref="QueryTimeoutException">It took longer than <see cref="QueryLimits.Time"/>.</exception>
    internal async Task<T> ReadAsync<T>(
        Func<DuckDbConnection, CancellationToken, T> work, QueryLimits limits, CancellationToken cancellation, IProgress<double>? progress = null)
    {
        using (var waiting = new CancellationTokenSource(limits.Time, time))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, cancellation))
        {
            try
            {
                await turns.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new QueryTimeoutException($"No connection was free for {limits.Time.TotalSeconds:0.#} s: ask again when other questions are answered.");
            }
        }

        try
        {
            return await Task.Run(() => Run(work, limits, progress, cancellation), CancellationToken.None);
        }
        finally
        {
            turns.Release();
        }
    }

    private T Run<T>(Func<DuckDbConnection, CancellationToken, T> work, QueryLimits limits, IProgress<double>? progress, CancellationToken cancellation)
    {
        var connection = connections.Rent();
        try
        {
            using var limit = new CancellationTokenSource(limits.Time, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            using var watch = QueryWatch.Begin(connection, progress, either.Token);
            try
            {
                return work(connection, either.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or DuckDbException { ErrorType: DuckDbErrorType.Interrupt })
            {
                cancellation.ThrowIfCancellationRequested();
                if (limit.IsCancellationRequested)
                    throw new QueryTimeoutException($"The question took longer than {limits.Time.TotalSeconds:0.#} s and was stopped: narrow it or ask for a shorter period.", e);
                throw new EventStoreUnavailableException("The event store was closed while it answered: ask again in a moment.", e);
            }
        }
        finally
        {
            connections.Return(connection);
        }
    }

    private static void Read(
        DuckDbConnection connection,
        string sql,
        IReadOnlyList<object?> parameters,
        Action<string[]> onColumns,
        Action<object?[]> onRow,
        CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using var statement = connection.Prepare(sql);
        for (var at = 0; at < parameters.Count; at++)
            statement.BindValue(at + 1, parameters[at]);
        using var result = statement.Query();
        var names = new string[result.ColumnCount];
        for (var column = 0; column < names.Length; column++)
            names[column] = result.ColumnName(column);
        onColumns(names);
        while (result.NextChunk(out var chunk))
        {
            stop.ThrowIfCancellationRequested();
            for (var row = 0; row < chunk.Count; row++)
            {
                var values = new object?[names.Length];
                for (var column = 0; column < values.Length; column++)
                    values[column] = QueryValue.Of(chunk.Column(column), row);
                onRow(values);
            }
        }
    }
}
