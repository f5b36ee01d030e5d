using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events.Changes;
using Footfall.Storage.Sealed;
using Microsoft.Extensions.Logging;

namespace Footfall.Storage.Events;

/// <summary>
/// Takes events out of the store, books them by hour of receipt in the same transaction, and makes their visits agree with what remains. Waits its turn
/// among commits. Each method returns the number of events removed. Thread-safe.
/// </summary>
public sealed class EventRemovals
{
    private readonly StoreWriter writer;
    private readonly WriterMemory memory;
    private readonly SealedRemovals sealedRemovals;
    private readonly ILogger logger;

    internal EventRemovals(StoreWriter writer, WriterMemory memory, SealedRemovals sealedRemovals, ILogger logger)
    {
        this.writer = writer;
        this.memory = memory;
        this.sealedRemovals = sealedRemovals;
        this.logger = logger;
    }

    /// <summary>Retention: removes a project's events with a time before <paramref name="before"/>, booked as expired.</summary>
    public long DeleteExpired(ProjectNumber project, DateTime before) =>
        Remove(project, LedgerEntry.Expired, "time < ?", (statement, at) => statement.Bind(at, before));

    /// <summary>Removes the made traffic of <c>footfall demo</c>, booked as erased.</summary>
    public long DeleteDemo(ProjectNumber project) => Remove(project, LedgerEntry.Erased, "demo", null);

    /// <summary>Removes all events, envelopes and segments of a project, booked as erased. The books themselves stay.</summary>
    public long DeleteProject(ProjectNumber project)
    {
        var removed = Remove(
            project,
            LedgerEntry.Erased,
            connection => new RemovalWork(connection, project, LedgerEntry.Erased, "true", null).Run() + SealedRemovals.DeleteRows(connection, project));
        sealedRemovals.DeleteFiles(project);
        return removed;
    }

    /// <summary>Removes all that one visitor left, booked as erased.</summary>
    public long Erase(ProjectNumber project, VisitorId visitor) =>
        Remove(project, LedgerEntry.Erased, "visitor = ?", (statement, at) => statement.Bind(at, visitor.Value));

    /// <param name="condition">Trusted SQL of this class, with at most one parameter.</param>
    private long Remove(ProjectNumber project, LedgerEntry entry, string condition, Action<DuckDbStatement, int>? bind) =>
        Remove(project, entry, connection => new RemovalWork(connection, project, entry, condition, bind).Run());

    private long Remove(ProjectNumber project, LedgerEntry entry, Func<DuckDbConnection, long> work)
    {
        var removed = writer.Write(
            connection =>
            {
                // Visits in memory are about to be wrong, and a failure must not leave them so.
                memory.Forget();
                return work(connection);
            },
            changed: () => [StoreChange.All(project)]);
        if (removed > 0)
            Log.EventsRemoved(logger, removed, project.Value, entry);
        return removed;
    }
}
