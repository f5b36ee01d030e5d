using System.Runtime.InteropServices;
using Footfall.DuckDb;
using Footfall.Events;

namespace Footfall.Storage.Events;

/// <summary>Writes <c>ledger</c> and <c>journal_positions</c>, on the writer's connection and in its transaction.</summary>
internal static class LedgerTable
{
    public static int Append(DuckDbConnection connection, IEnumerable<LedgerDelta> deltas)
    {
        using var ledger = connection.CreateAppender("ledger");
        var rows = 0;
        foreach (var delta in deltas)
        {
            rows++;
            ledger.CreateRow()
                .AppendValue(delta.Project.Value)
                .AppendValue(delta.Hour)
                .AppendValue((int)delta.Entry)
                .AppendValue((int?)delta.Reason)
                .AppendValue(delta.Count)
                .EndRow();
        }

        ledger.Close();
        return rows;
    }

    /// <summary>One row for each project, hour, entry and reason in place of many.</summary>
    public static void Fold(DuckDbConnection connection)
    {
        connection.Execute("""
            CREATE OR REPLACE TEMP TABLE folded AS
            SELECT project, hour, entry, reason, CAST(sum(count) AS BIGINT) AS count FROM ledger GROUP BY ALL ORDER BY ALL;
            DELETE FROM ledger;
            INSERT INTO ledger SELECT * FROM folded;
            DROP TABLE folded;
            """);
    }

    /// <summary>How many of some events each project had in each hour of receipt.</summary>
    public static IEnumerable<LedgerDelta> Count(List<Event> events, LedgerEntry entry)
    {
        Dictionary<(ProjectNumber Project, DateTime Hour), long> counts = [];
        foreach (var e in events)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, (e.Project, HourOf(e.ReceivedAt)), out _)++;
        return counts.Select(c => new LedgerDelta(c.Key.Project, c.Key.Hour, entry, null, c.Value));
    }

    /// <summary>How many of some envelopes each project had in each hour of receipt.</summary>
    public static IEnumerable<LedgerDelta> Count(IEnumerable<SealedEnvelope> envelopes, LedgerEntry entry) =>
        envelopes.GroupBy(e => (e.Project, e.Hour)).Select(g => new LedgerDelta(g.Key.Project, g.Key.Hour, entry, null, g.Count()));

    public static JournalPosition ReadPosition(DuckDbConnection connection, string journal)
    {
        using var statement = connection.Prepare("""SELECT segment, "offset" FROM journal_positions WHERE journal = ?""");
        using var result = statement.Bind(1, journal).Query();
        return result.NextChunk(out var chunk) ? new JournalPosition(chunk.Column(0).GetInt64(0), chunk.Column(1).GetInt64(0)) : default;
    }

    public static void WritePosition(DuckDbConnection connection, string journal, JournalPosition position)
    {
        using var update = connection.Prepare("""UPDATE journal_positions SET segment = ?, "offset" = ? WHERE journal = ?""");
        if (update.Bind(1, position.Segment).Bind(2, position.Offset).Bind(3, journal).Execute() > 0)
            return;
        using var insert = connection.Prepare("INSERT INTO journal_positions VALUES (?, ?, ?)");
        insert.Bind(1, journal).Bind(2, position.Segment).Bind(3, position.Offset).Execute();
    }

    private static DateTime HourOf(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
}
