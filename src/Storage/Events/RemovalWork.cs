using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events.Visits;

namespace Footfall.Storage.Events;

/// <summary>One removal, inside the writer's transaction.</summary>
internal sealed class RemovalWork(DuckDbConnection connection, ProjectNumber project, LedgerEntry entry, string condition, Action<DuckDbStatement, int>? bind)
{
    /// <summary>Visits whose remaining events are read at once.</summary>
    private const int VisitsAtOnce = 2_000;

    public long Run()
    {
        var partly = PartlyRemoved();
        Execute($"""
            INSERT INTO ledger
            SELECT project, date_trunc('hour', received_at), {(int)entry}, NULL, count(*) FROM events WHERE project = ? AND ({condition}) GROUP BY ALL
            """);
        Execute($"""
            DELETE FROM visits WHERE project = ? AND visit IN (SELECT visit FROM events WHERE visit IS NOT NULL AND project = {project.Value} AND ({condition}))
            """);
        var removed = Execute($"DELETE FROM events WHERE project = ? AND ({condition})");
        foreach (var some in partly.Chunk(VisitsAtOnce))
            Summarise(some);
        return removed;
    }

    /// <summary>Visits that lose some of their events and keep others.</summary>
    private List<Visit> PartlyRemoved()
    {
        using var statement = connection.Prepare($"""
            SELECT {VisitTable.Columns} FROM visits WHERE project = ? AND visit IN (
                SELECT visit FROM events WHERE project = {project.Value} AND visit IS NOT NULL
                GROUP BY visit HAVING bool_or({condition}) AND NOT bool_and({condition}))
            """);
        statement.Bind(1, project.Value);
        bind?.Invoke(statement, 2);
        bind?.Invoke(statement, 3);
        List<Visit> visits = [];
        using var result = statement.Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                visits.Add(VisitTable.Read(chunk, row));
        }

        return visits;
    }

    /// <summary>
    /// Writes visits anew from the events they have left. They stay the visits they were and keep where they came from, although the event that told it
    /// may be gone: what expires must not turn a search visit into a direct one. A visit may have millions of events, so none but its first is kept.
    /// </summary>
    private void Summarise(Visit[] before)
    {
        var known = before.ToDictionary(v => v.Number);
        List<(Visit Visit, EventTable.StoredRow First)> after = [];
        foreach (var row in new VisitReader(connection).InOrder(before))
        {
            if (after.Count == 0 || after[^1].Visit.Number != row.Visit)
            {
                var old = known[row.Visit!.Value];
                var begun = Visit.BeginWith(row.Event, old.Number);
                (begun.Acquisition, begun.VisitNumber) = (old.Acquisition, old.VisitNumber);
                after.Add((begun, row));
            }

            after[^1].Visit.Add(row.Event);
        }

        List<(Event First, Acquisition FirstTouch)> untold = [];
        foreach (var (visit, first) in after)
        {
            if (known[visit.Number].FirstTouch is not { } touch || visit.FirstTouch == touch)
                continue;
            visit.FirstTouch = touch;
            untold.Add((first.Event, touch));
        }

        new VisitWriter(connection).Append(after.ConvertAll(a => a.Visit));
        foreach (var (_, row) in after)
        {
            if (row.Own is null)
                continue;
            using var update = connection.Prepare("UPDATE events SET own_acquisition = NULL WHERE project = ? AND id = ? AND time = ?");
            update.Bind(1, row.Event.Project.Value).Bind(2, row.Event.Id).Bind(3, row.Event.Time).Execute();
        }

        foreach (var (first, touch) in untold)
        {
            using var update = connection.Prepare("UPDATE events SET first_touch = ? WHERE project = ? AND id = ? AND time = ?");
            update.Bind(1, AcquisitionText.PackFirstTouch(touch)).Bind(2, first.Project.Value).Bind(3, first.Id).Bind(4, first.Time).Execute();
        }
    }

    private long Execute(string sql)
    {
        using var statement = connection.Prepare(sql);
        statement.Bind(1, project.Value);
        bind?.Invoke(statement, 2);
        return statement.Execute();
    }
}
