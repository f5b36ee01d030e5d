using Footfall.DuckDb;
using Microsoft.Extensions.Logging;

namespace Footfall.Storage.Events;

/// <summary>
/// The open file and its connections: one for the writer, some for questions. After an error that DuckDB does not recover from, everything is closed and
/// opened anew. Renting and returning are thread-safe; the writer's connection belongs to whoever holds the writer's lock.
/// </summary>
internal sealed class StoreConnections : IDisposable
{
    private readonly Func<StoreFile> opening;
    private readonly EventStoreOptions options;
    private readonly ILogger logger;
    private readonly object gate = new();
    private readonly Stack<DuckDbConnection> idle = [];
    private readonly HashSet<DuckDbConnection> rented = [];
    private StoreFile? file;
    private DuckDbConnection? writer;

    /// <param name="opening">Also called after a failure, to open it anew.</param>
    public StoreConnections(Func<StoreFile> opening, EventStoreOptions options, ILogger logger)
    {
        this.opening = opening;
        this.options = options;
        this.logger = logger;
        Open();
        Log.StoreOpened(logger, EventMigrations.Newest);
    }

    /// <summary>The file; opens it anew where it had to be closed.</summary>
    /// <exception cref="EventStoreUnavailableException">It still cannot be opened.</exception>
    public (StoreFile File, DuckDbConnection Writer) ForWriting()
    {
        lock (gate)
        {
            if (file is null)
            {
                Open();
                Log.StoreReopened(logger);
            }

            return (file!, writer!);
        }
    }

    /// <exception cref="EventStoreUnavailableException">The store is closed after a failure; the next commit tries to open it.</exception>
    public DuckDbConnection Rent()
    {
        lock (gate)
        {
            if (file is null)
                throw new EventStoreUnavailableException("The event store is closed after a failure and will be opened by the next commit: ask again in a moment.");
            var connection = idle.TryPop(out var pooled) ? pooled : file.Connect();
            rented.Add(connection);
            return connection;
        }
    }

    public void Return(DuckDbConnection connection)
    {
        lock (gate)
        {
            rented.Remove(connection);
            if (file is null || idle.Count >= options.ConcurrentQueries)
                connection.Dispose();
            else
                idle.Push(connection);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Stops every question and closes the file. Returns once it is closed.</summary>
    public void Close()
    {
        lock (gate)
        {
            var closing = file;
            file = null;
            while (rented.Count > 0)
            {
                // A question between two statements would miss a single interrupt.
                foreach (var connection in rented)
                    connection.Interrupt();
                Monitor.Wait(gate, TimeSpan.FromMilliseconds(50));
            }

            while (idle.TryPop(out var connection))
                connection.Dispose();
            writer?.Dispose();
            writer = null;
            closing?.Dispose();
        }
    }

    public void Dispose() => Close();

    private void Open()
    {
        file = opening();
        writer = file.Connect();
    }
}
