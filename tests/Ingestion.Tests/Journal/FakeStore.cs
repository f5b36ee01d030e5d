using Footfall.Events;
using Footfall.Ingestion.Journal.Draining;
using Footfall.Storage.Events;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>A store in memory that keeps the books, does not know duplicates, and fails as it is told.</summary>
internal sealed class FakeStore
{
    private readonly Dictionary<(int Project, DateTime Hour, LedgerEntry Entry, DropReason? Reason), long> books = [];

    public JournalPosition Position { get; private set; }

    public List<Event> Events { get; } = [];

    public List<SealedEnvelope> Envelopes { get; } = [];

    public List<int> CommitSizes { get; } = [];

    public List<StoredEvent> Published { get; } = [];

    /// <summary>Is asked before each commit; an exception returned is thrown and nothing is written.</summary>
    public Func<DrainBatch, Exception?> Refusal { get; set; } = _ => null;

    /// <summary>Is asked after each commit; an exception returned is thrown although everything is written.</summary>
    public Func<DrainBatch, Exception?> LateFailure { get; set; } = _ => null;

    public Func<Exception?> PositionFailure { get; set; } = () => null;

    public DrainTarget Target => new(ReadPosition, Commit, outcome => Published.AddRange(outcome.Events));

    public IEnumerable<int> Numbers => Events.Select(SomeEntry.NumberOf);

    public long this[LedgerEntry entry] => books.Where(pair => pair.Key.Entry == entry).Sum(pair => pair.Value);

    /// <summary>The differences of the books by project and hour; empty if they balance.</summary>
    public List<string> Differences()
    {
        var differences = new List<string>();
        foreach (var group in books.GroupBy(pair => (pair.Key.Project, pair.Key.Hour)))
        {
            long Of(LedgerEntry entry) => group.Where(pair => pair.Key.Entry == entry).Sum(pair => pair.Value);
            if (Of(LedgerEntry.Received) != Of(LedgerEntry.Journalled) + Of(LedgerEntry.Dropped)) differences.Add($"{group.Key}: received");
            if (Of(LedgerEntry.Journalled) != Of(LedgerEntry.Stored) + Of(LedgerEntry.Quarantined)) differences.Add($"{group.Key}: journalled");
        }

        return differences;
    }

    private JournalPosition ReadPosition(string journal) => PositionFailure() is { } failure ? throw failure : Position;

    private CommitOutcome Commit(DrainBatch batch)
    {
        if (Refusal(batch) is { } refusal) throw refusal;
        if (batch.To <= Position) return CommitOutcome.Nothing;
        Position = batch.To;
        CommitSizes.Add(batch.Count);
        Events.AddRange(batch.Events);
        Envelopes.AddRange(batch.Envelopes);
        foreach (var delta in batch.Ledger) Book(delta);
        foreach (var item in batch.Events) Book(new LedgerDelta(item.Project, HourOf(item.ReceivedAt), LedgerEntry.Stored, null, 1));
        foreach (var item in batch.Envelopes) Book(new LedgerDelta(item.Project, item.Hour, LedgerEntry.Stored, null, 1));
        if (LateFailure(batch) is { } failure) throw failure;
        return new CommitOutcome(batch.Count, 0, [.. batch.Events.Select(item => new StoredEvent(item, null))]);
    }

    private void Book(LedgerDelta delta)
    {
        var key = (delta.Project.Value, delta.Hour, delta.Entry, delta.Reason);
        books[key] = books.GetValueOrDefault(key) + delta.Count;
    }

    private static DateTime HourOf(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
}
