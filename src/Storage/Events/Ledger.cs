using Footfall.Events;

namespace Footfall.Storage.Events;

/// <summary>Reads the books. Thread-safe.</summary>
public sealed class Ledger
{
    private readonly EventReader reader;

    internal Ledger(EventReader reader) => this.reader = reader;

    /// <summary>The hours of receipt in [from, to) in which a project had any entry or has any event, in order.</summary>
    /// <param name="from">UTC; cut to its hour.</param>
    /// <param name="to">UTC.</param>
    public async Task<IReadOnlyList<LedgerHour>> ReadAsync(ProjectNumber project, DateTime from, DateTime to, CancellationToken cancellation)
    {
        var first = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerHour));
        // One statement, so that all see the same commit. Present events are told by an entry that no writer writes.
        var rows = await reader.QueryAsync(
            """
            SELECT hour, entry, reason, sum(count)::BIGINT FROM ledger WHERE project = ? AND hour >= ? AND hour < ? GROUP BY ALL
            UNION ALL
            SELECT date_trunc('hour', received_at), 0, NULL, count(*) FROM events
            WHERE project = ? AND received_at >= CAST(? AS TIMESTAMP_S) AND received_at < CAST(? AS TIMESTAMP_S) GROUP BY ALL
            UNION ALL
            SELECT hour, 0, NULL, count(*) FROM envelopes WHERE project = ? AND hour >= ? AND hour < ? AND segment IS NULL GROUP BY ALL
            """,
            [project.Value, first, to, project.Value, first, to, project.Value, first, to],
            QueryLimits.Default,
            cancellation);
        return [.. rows.Rows.GroupBy(row => (DateTime)row[0]!).OrderBy(hour => hour.Key).Select(hour => ToHour(hour.Key, [.. hour]))];
    }

    private static LedgerHour ToHour(DateTime hour, List<object?[]> entries)
    {
        return new LedgerHour
        {
            Hour = hour,
            Received = Sum(LedgerEntry.Received),
            Journalled = Sum(LedgerEntry.Journalled),
            Dropped = entries.Where(e => Entry(e) == (long)LedgerEntry.Dropped && Count(e) != 0).ToDictionary(e => (DropReason)(long)(e[2] ?? 0L), Count),
            Stored = Sum(LedgerEntry.Stored),
            Duplicate = Sum(LedgerEntry.Duplicate),
            Quarantined = Sum(LedgerEntry.Quarantined),
            Expired = Sum(LedgerEntry.Expired),
            Erased = Sum(LedgerEntry.Erased),
            Compacted = Sum(LedgerEntry.Compacted),
            OptOutKept = Sum(LedgerEntry.OptOutKept),
            Present = Sum(0),
        };

        long Sum(LedgerEntry entry) => entries.Where(e => Entry(e) == (long)entry).Sum(Count);

        static long Entry(object?[] row) => (long)row[1]!;

        static long Count(object?[] row) => (long)row[3]!;
    }
}
