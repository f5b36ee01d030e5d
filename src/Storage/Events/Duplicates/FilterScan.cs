using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Sealed;
using Microsoft.Extensions.Logging;

namespace Footfall.Storage.Events.Duplicates;

/// <summary>Fills the duplicate filter from the store, once, in the background, so that a start does not wait for it.</summary>
internal sealed class FilterScan : IDisposable
{
    /// <summary>More than the window, so that a journal that waited while the server was down is covered as well.</summary>
    private static readonly TimeSpan Reach = DuplicateFilter.Window + TimeSpan.FromDays(1);

    private readonly StoreConnections connections;
    private readonly DuplicateFilter filter;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private volatile bool stopped;

    private FilterScan(StoreConnections connections, DuplicateFilter filter, TimeProvider time, ILogger logger)
    {
        this.connections = connections;
        this.filter = filter;
        this.time = time;
        this.logger = logger;
        Done = Task.Run(Run);
    }

    public Task Done { get; }

    public static FilterScan Begin(StoreConnections connections, DuplicateFilter filter, TimeProvider time, ILogger logger) =>
        new(connections, filter, time, logger);

    public void Dispose()
    {
        stopped = true;
        Done.GetAwaiter().GetResult();
    }

    private void Run()
    {
        var began = time.GetTimestamp();
        var from = time.GetUtcNow().UtcDateTime - Reach;
        try
        {
            var connection = connections.Rent();
            try
            {
                var ids = Fill(connection, from);
                if (stopped)
                    return;
                filter.Completed(from);
                Log.FilterFilled(logger, ids, time.GetElapsedTime(began));
            }
            finally
            {
                connections.Return(connection);
            }
        }
        catch (Exception e) when (e is DuckDbException or EventStoreUnavailableException)
        {
            Log.FilterNotFilled(logger, e);
        }
    }

    private long Fill(DuckDbConnection connection, DateTime from) => FillWithEvents(connection, from) + FillWithEnvelopes(connection, from);

    private long FillWithEnvelopes(DuckDbConnection connection, DateTime from)
    {
        using var statement = connection.Prepare("SELECT project, id, hour FROM envelopes WHERE hour >= ?");
        using var result = statement.Bind(1, from).Query();
        long ids = 0;
        while (!stopped && result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                var id = EnvelopeId.Read(chunk.Column(1).GetUtf8(row));
                filter.Add(new ProjectNumber((int)chunk.Column(0).GetInt64(row)), EnvelopeDuplicates.KeyOf(id), chunk.Column(2).GetDateTime(row));
            }

            ids += chunk.Count;
            filter.Trim(time.GetUtcNow().UtcDateTime);
        }

        return ids;
    }

    private long FillWithEvents(DuckDbConnection connection, DateTime from)
    {
        using var statement = connection.Prepare("SELECT project, id, received_at FROM events WHERE received_at >= CAST(? AS TIMESTAMP_S)");
        using var result = statement.Bind(1, from).Query();
        long ids = 0;
        while (!stopped && result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                filter.Add(new ProjectNumber((int)chunk.Column(0).GetInt64(row)), chunk.Column(1).GetGuid(row), chunk.Column(2).GetDateTime(row));
            ids += chunk.Count;
            filter.Trim(time.GetUtcNow().UtcDateTime);
        }

        return ids;
    }
}
