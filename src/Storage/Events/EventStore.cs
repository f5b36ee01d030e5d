using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events.Changes;
using Footfall.Storage.Events.Duplicates;
using Footfall.Storage.Sealed;
using Microsoft.Extensions.Logging;

namespace Footfall.Storage.Events;

/// <summary>
/// The embedded event store: one DuckDB file in the data directory. One writer at a time, any number of readers, who never wait for each other. All
/// members are thread-safe.
/// </summary>
public sealed class EventStore : IDisposable
{
    private static readonly TimeSpan RestEvery = TimeSpan.FromSeconds(2);

    /// <summary>Ledger rows between two foldings.</summary>
    private const int LedgerRowsToFold = 4_000;

    private readonly StoreConnections connections;
    private readonly WriterMemory memory;
    private readonly StoreWriter writer;
    private readonly FilterScan scan;
    private readonly ITimer rest;
    private int ledgerRows;

    private EventStore(string dataDirectory, EventStoreOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<EventStore>();
        connections = new StoreConnections(() => StoreFile.Open(dataDirectory, options), options, logger);
        memory = new WriterMemory(options, time);
        writer = new StoreWriter(connections, memory, Changes, options, time, logger);
        Reader = new EventReader(connections, options, time);
        Ledger = new Ledger(Reader);
        Facts = new StoreFacts(Reader);
        Envelopes = new EnvelopeReader(Reader);
        Segments = new SegmentStore(writer, Reader, dataDirectory, time, logger);
        Removals = new EventRemovals(writer, memory, Segments.Removals, logger);
        scan = FilterScan.Begin(connections, memory.Filter, time, logger);
        rest = time.CreateTimer(_ => writer.Rest(), null, RestEvery, RestEvery);
    }

    /// <summary>Answers SQL.</summary>
    public EventReader Reader { get; }

    /// <summary>Whether what was read still holds.</summary>
    public StoreChanges Changes { get; } = new();

    /// <summary>The books.</summary>
    public Ledger Ledger { get; }

    /// <summary>Small answers that other parts of the product need.</summary>
    public StoreFacts Facts { get; }

    /// <summary>The envelopes of sealed projects.</summary>
    public EnvelopeReader Envelopes { get; }

    /// <summary>What key holders made of envelopes.</summary>
    public SegmentStore Segments { get; }

    /// <summary>Retention, erasure and the removal of whole projects.</summary>
    public EventRemovals Removals { get; }

    /// <summary>Opens the store of a data directory, makes it where there is none, and brings it to the newest schema.</summary>
    /// <exception cref="EventStoreUnavailableException">Locked, read-only, damaged, newer than the program; the message says what to do.</exception>
    public static EventStore Open(string dataDirectory, EventStoreOptions options, TimeProvider time, ILoggerFactory loggers) =>
        new(dataDirectory, options, time, loggers);

    /// <summary>How far a journal has been committed; the default position where it never was.</summary>
    public JournalPosition ReadPosition(string journal) => writer.Read(connection => LedgerTable.ReadPosition(connection, journal));

    /// <summary>
    /// Stores a batch in one transaction: duplicates are recognised, visits made, the books and the position written. A batch that was committed before
    /// changes nothing.
    /// </summary>
    /// <exception cref="EventStoreUnavailableException">Nothing was written, or all of it: repeating the call is right in both cases.</exception>
    public CommitOutcome Commit(DrainBatch batch)
    {
        CommitWork? work = null;
        return writer.Write(
            connection =>
            {
                if (batch.To <= LedgerTable.ReadPosition(connection, batch.Journal))
                    return CommitOutcome.Nothing;
                work = new CommitWork(connection, memory);
                var outcome = work.Run(batch);
                FoldLedger(connection, work.LedgerRows);
                return outcome;
            },
            _ => work?.Keep(),
            () => work?.Changes ?? []);
    }

    /// <summary>Completes once repeated events are recognised without asking the store; for tests and for measuring.</summary>
    internal Task DuplicateFilterFilled => scan.Done;

    public void Dispose()
    {
        rest.Dispose();
        scan.Dispose();
        connections.Dispose();
        Reader.Dispose();
    }

    private void FoldLedger(DuckDbConnection connection, int added)
    {
        ledgerRows += added;
        if (ledgerRows < LedgerRowsToFold)
            return;
        LedgerTable.Fold(connection);
        ledgerRows = 0;
    }
}
