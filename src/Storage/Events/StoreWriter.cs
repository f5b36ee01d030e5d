using Footfall.DuckDb;
using Footfall.Storage.Events.Changes;
using Microsoft.Extensions.Logging;

namespace Footfall.Storage.Events;

/// <summary>
/// The one writer of the store: whoever changes it does so in here, one at a time. After a failure the memory of the writer is forgotten, and the file is
/// opened anew where DuckDB may be beyond repair.
/// </summary>
internal sealed class StoreWriter(StoreConnections connections, WriterMemory memory, StoreChanges changes, EventStoreOptions options, TimeProvider time, ILogger logger)
{
    private readonly Lock writing = new();
    private long lastWrite = time.GetTimestamp();

    /// <summary>From the start: the scan for the duplicate filter leaves blocks in memory.</summary>
    private bool unsettled = true;

    /// <summary>Runs a transaction, then <paramref name="afterwards"/> once it is durable. Checkpoints where the write-ahead log has grown long.</summary>
    /// <param name="changed">What of events and visits the work changed; null: anything may have been.</param>
    /// <exception cref="EventStoreUnavailableException">Nothing was written, or the journal position says that it was.</exception>
    public T Write<T>(Func<DuckDbConnection, T> work, Action<T>? afterwards = null, Func<IReadOnlyList<StoreChange>>? changed = null)
    {
        lock (writing)
        {
            var (file, connection) = connections.ForWriting();
            T result;
            try
            {
                result = Run(connection, work, changed);
                afterwards?.Invoke(result);
            }
            catch (Exception e)
            {
                memory.Forget();
                if (e is not DuckDbException)
                    throw;
                throw Failed(file, e);
            }

            unsettled = true;
            lastWrite = time.GetTimestamp();
            if (file.WriteAheadBytes >= options.CheckpointBytes)
                Checkpoint(file, connection);
            return result;
        }
    }

    private T Run<T>(DuckDbConnection connection, Func<DuckDbConnection, T> work, Func<IReadOnlyList<StoreChange>>? changed)
    {
        var began = false;
        try
        {
            return StoreTransaction.Run(connection, () =>
            {
                var result = work(connection);
                changes.Begin(changed?.Invoke() ?? [StoreChange.Everything]);
                began = true;
                return result;
            });
        }
        finally
        {
            // Also where it failed: a failed COMMIT may be on disk.
            if (began)
                changes.End();
        }
    }

    /// <summary>Reads as the writer sees it.</summary>
    public T Read<T>(Func<DuckDbConnection, T> work)
    {
        lock (writing)
        {
            var (file, connection) = connections.ForWriting();
            try
            {
                return work(connection);
            }
            catch (DuckDbException e)
            {
                throw Failed(file, e);
            }
        }
    }

    /// <summary>After a while without commits: empties the write-ahead log and gives memory back.</summary>
    public void Rest()
    {
        lock (writing)
        {
            if (!unsettled || time.GetElapsedTime(lastWrite) < options.IdleAfter)
                return;
            try
            {
                var (file, connection) = connections.ForWriting();
                // A failed one may have closed the connection; it stays due.
                if (!Checkpoint(file, connection))
                    return;
                memory.Shrink();
                GiveBackMemory(connection);
                unsettled = false;
            }
            catch (Exception e) when (e is EventStoreUnavailableException or DuckDbException)
            {
                Log.CheckpointFailed(logger, e);
            }
        }
    }

    private void GiveBackMemory(DuckDbConnection connection)
    {
        // DuckDB keeps read blocks for as long as it may. A low limit makes it let go of those that nobody uses; it refuses where somebody does.
        try
        {
            connection.Execute("SET memory_limit = '16MiB'");
        }
        catch (DuckDbException)
        {
            // A question is running: its blocks will be let go at the next rest.
        }

        connection.Execute($"SET memory_limit = '{options.MemoryLimit}B'");
    }

    private bool Checkpoint(StoreFile file, DuckDbConnection connection)
    {
        var bytes = file.WriteAheadBytes;
        var began = time.GetTimestamp();
        try
        {
            using (var checkpoint = connection.Prepare("CHECKPOINT"))
                checkpoint.Execute();
            Log.Checkpointed(logger, bytes, time.GetElapsedTime(began));
            return true;
        }
        catch (DuckDbException e)
        {
            Log.CheckpointFailed(logger, e);
            if (NeedsReopening(e))
                connections.Close();
            return false;
        }
    }

    private EventStoreUnavailableException Failed(StoreFile file, Exception e)
    {
        var explained = file.Explain(e);
        Log.StoreFailed(logger, explained.Message, e);
        if (NeedsReopening(e))
            connections.Close();
        return explained;
    }

    /// <summary>True unless the error can only have come from one statement.</summary>
    private static bool NeedsReopening(Exception e) =>
        e is not DuckDbException { ErrorType: DuckDbErrorType.OutOfMemory or DuckDbErrorType.Interrupt or DuckDbErrorType.Conversion or DuckDbErrorType.OutOfRange };
}
