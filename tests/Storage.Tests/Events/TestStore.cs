using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Storage.Tests.Events;

/// <summary>An event store in a directory of its own, that can be closed and opened again.</summary>
public sealed class TestStore : IDisposable
{
    private readonly TempDirectory directory = new();
    private EventStoreOptions options;
    private long offset;

    public TestStore(EventStoreOptions? options = null)
    {
        this.options = options ?? new EventStoreOptions { Threads = 1 };
        Store = Open();
    }

    public FakeClock Clock { get; } = new();

    public EventStore Store { get; private set; }

    public string DataDirectory => directory.Path;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public CommitOutcome Commit(params Event[] events) => Commit(events, []);

    public CommitOutcome Commit(IReadOnlyList<Event> events, IReadOnlyList<LedgerDelta> ledger) =>
        Store.Commit(new DrainBatch("main", new JournalPosition(1, ++offset), events, ledger));

    public CommitOutcome CommitSealed(IReadOnlyList<SealedEnvelope> envelopes, IReadOnlyList<LedgerDelta>? ledger = null) =>
        Store.Commit(new DrainBatch("main", new JournalPosition(1, ++offset), [], ledger ?? []) { Envelopes = envelopes });

    /// <summary>Closes and opens the store, perhaps with other options.</summary>
    public void Restart(EventStoreOptions? with = null)
    {
        options = with ?? options;
        Store.Dispose();
        Store = Open();
    }

    public IReadOnlyList<object?[]> Query(string sql, params object?[] parameters) =>
        Store.Reader.QueryAsync(sql, parameters, QueryLimits.Default, Cancellation).GetAwaiter().GetResult().Rows;

    public object? Value(string sql, params object?[] parameters) => Query(sql, parameters)[0][0];

    public void Dispose()
    {
        Store.Dispose();
        directory.Dispose();
    }

    private EventStore Open() => EventStore.Open(directory.Path, options, Clock, NullLoggerFactory.Instance);
}
