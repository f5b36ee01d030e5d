using Footfall.Events;
using Footfall.Storage.Events.Changes;
using Footfall.Storage.Events.Duplicates;
using Microsoft.Extensions.Logging;

namespace Footfall.Storage.Events;

/// <summary>
/// A store of events with the tables, the duplicates and the visits of <see cref="EventStore"/>, which is nowhere but in memory: for who holds the keys of
/// sealed projects and reads their events elsewhere. All members are thread-safe.
/// </summary>
public sealed class EventsInMemory : IDisposable
{
    private const string Journal = "memory";

    private readonly StoreConnections connections;
    private readonly WriterMemory memory;
    private readonly StoreWriter writer;
    private readonly FilterScan scan;
    private long commits;

    private EventsInMemory(EventStoreOptions options, TimeProvider time, ILogger logger)
    {
        var isOpened = false;
        connections = new StoreConnections(() => isOpened ? throw Lost() : Open(options, out isOpened), options, logger);
        memory = new WriterMemory(options, time);
        writer = new StoreWriter(connections, memory, new StoreChanges(), options, time, logger);
        Reader = new EventReader(connections, options, time);
        Facts = new StoreFacts(Reader);
        scan = FilterScan.Begin(connections, memory.Filter, time, logger);
    }

    /// <summary>Answers SQL.</summary>
    public EventReader Reader { get; }

    public StoreFacts Facts { get; }

    public static EventsInMemory Open(EventStoreOptions options, TimeProvider time, ILoggerFactory loggers) => new(options, time, loggers.CreateLogger<EventsInMemory>());

    /// <summary>Takes events in any order: duplicates are recognised and visits made.</summary>
    /// <exception cref="EventStoreUnavailableException">The store is lost: what was in it has to be read anew, into another one.</exception>
    public CommitOutcome Add(IReadOnlyList<Event> events)
    {
        CommitWork? work = null;
        return writer.Write(
            connection =>
            {
                work = new CommitWork(connection, memory);
                return work.Run(new DrainBatch(Journal, new JournalPosition(1, Interlocked.Increment(ref commits)), events, []));
            },
            _ => work?.Keep());
    }

    public void Dispose()
    {
        scan.Dispose();
        connections.Dispose();
        Reader.Dispose();
    }

    private static StoreFile Open(EventStoreOptions options, out bool isOpened)
    {
        var file = StoreFile.InMemory(options);
        isOpened = true;
        return file;
    }

    private static EventStoreUnavailableException Lost() => new("The events in memory were lost by a failure: read them anew.");
}
