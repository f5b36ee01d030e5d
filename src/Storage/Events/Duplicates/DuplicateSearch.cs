using Footfall.DuckDb;
using Footfall.Events;

namespace Footfall.Storage.Events.Duplicates;

/// <summary>
/// Splits a batch into new events and duplicates. The filter answers for nearly all events; the store is asked about those that the filter may contain,
/// and about all where the filter does not reach back far enough.
/// </summary>
internal sealed class DuplicateSearch(DuckDbConnection connection, DuplicateFilter filter)
{
    public (List<Event> Fresh, List<Event> Duplicates) Split(IReadOnlyList<Event> events)
    {
        List<Event> fresh = new(events.Count);
        List<Event> duplicates = [];
        if (events.Count == 0)
            return (fresh, duplicates);
        var candidates = Candidates(events);
        var stored = candidates.Count == 0 ? [] : Stored(candidates);
        HashSet<(ProjectNumber, Guid)> inBatch = new(events.Count);
        foreach (var e in events)
        {
            var isNew = inBatch.Add((e.Project, e.Id)) && !IsStored(stored, e);
            (isNew ? fresh : duplicates).Add(e);
        }

        return (fresh, duplicates);
    }

    private static bool IsStored(Dictionary<(ProjectNumber, Guid), DateTime> stored, Event e) =>
        stored.Count > 0 && stored.TryGetValue((e.Project, e.Id), out var received) && e.ReceivedAt - received <= DuplicateFilter.Window;

    private List<Event> Candidates(IReadOnlyList<Event> events)
    {
        var completeFrom = filter.CompleteFrom;
        List<Event> candidates = [];
        foreach (var e in events)
        {
            var filterReaches = completeFrom != DateTime.MaxValue && e.ReceivedAt - completeFrom >= DuplicateFilter.Window;
            if (!filterReaches || filter.MayContain(e.Project, e.Id))
                candidates.Add(e);
        }

        return candidates;
    }

    /// <summary>When each of the candidates that the store holds was last received.</summary>
    private Dictionary<(ProjectNumber, Guid), DateTime> Stored(List<Event> candidates)
    {
        // The bounds let DuckDB skip row groups by their smallest and greatest id: UUIDv7s made within an hour lie close together.
        using var statement = connection.Prepare("""
            SELECT project, id, max(received_at)
            FROM events
            WHERE id IN (SELECT unnest(?::UUID[])) AND id BETWEEN ? AND ? AND received_at >= CAST(? AS TIMESTAMP_S)
            GROUP BY project, id
            """);
        statement.Bind(1, candidates.ConvertAll(e => e.Id))
            .Bind(2, candidates.Min(e => e.Id))
            .Bind(3, candidates.Max(e => e.Id))
            .Bind(4, candidates.Min(e => e.ReceivedAt) - DuplicateFilter.Window - TimeSpan.FromSeconds(1));
        Dictionary<(ProjectNumber, Guid), DateTime> stored = [];
        using var result = statement.Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                var key = (new ProjectNumber((int)chunk.Column(0).GetInt64(row)), chunk.Column(1).GetGuid(row));
                stored[key] = chunk.Column(2).GetDateTime(row);
            }
        }

        return stored;
    }
}
