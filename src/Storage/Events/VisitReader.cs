using System.Globalization;
using Footfall.DuckDb;
using Footfall.Storage.Events.Visits;

namespace Footfall.Storage.Events;

/// <summary>Reads visits and their events for the writer, on the writer's connection.</summary>
internal sealed class VisitReader(DuckDbConnection connection)
{
    private const string OfVisitors = "visitor IN (SELECT CAST(unnest(?::VARCHAR[]) AS UBIGINT))";

    /// <summary>The visits of some visitors that ended after one moment and began before another.</summary>
    public Dictionary<VisitorKey, List<Visit>> Near(IReadOnlyCollection<VisitorKey> visitors, DateTime endedAfter, DateTime startedBefore)
    {
        using var statement = connection.Prepare($"SELECT {VisitTable.Columns} FROM visits WHERE {OfVisitors} AND ended_at > ? AND started_at < ?");
        statement.Bind(1, Texts(visitors)).Bind(2, endedAfter).Bind(3, startedBefore);
        return Read(statement, visitors);
    }

    /// <summary>All visits of some visitors.</summary>
    public Dictionary<VisitorKey, List<Visit>> All(IReadOnlyCollection<VisitorKey> visitors)
    {
        using var statement = connection.Prepare($"SELECT {VisitTable.Columns} FROM visits WHERE {OfVisitors}");
        statement.Bind(1, Texts(visitors));
        return Read(statement, visitors);
    }

    /// <summary>The visits that ended after a moment, the last ones first, and no more of them than <paramref name="limit"/>.</summary>
    public List<Visit> EndedAfter(DateTime moment, int limit)
    {
        using var statement = connection.Prepare($"SELECT {VisitTable.Columns} FROM visits WHERE ended_at > ? ORDER BY ended_at DESC LIMIT ?");
        statement.Bind(1, moment).Bind(2, limit);
        return Rows(statement);
    }

    /// <summary>The highest number given; 0 in an empty store.</summary>
    public long LastNumber()
    {
        using var result = connection.Query("SELECT coalesce(max(visit), 0) FROM visits");
        return result.NextChunk(out var chunk) ? chunk.Column(0).GetInt64(0) : 0;
    }

    /// <summary>The stored events of some visits.</summary>
    public List<EventTable.StoredRow> EventsOf(IReadOnlyCollection<Visit> visits)
    {
        List<EventTable.StoredRow> rows = [];
        if (visits.Count == 0)
            return rows;
        using var statement = connection.Prepare(
            $"SELECT {EventTable.Columns} FROM events WHERE visit IN (SELECT unnest(?::BIGINT[])) AND time BETWEEN ? AND ?");
        statement.Bind(1, visits.Select(v => v.Number).ToList()).Bind(2, visits.Min(v => v.First.Time)).Bind(3, visits.Max(v => v.Last.Time));
        using var result = statement.Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                rows.Add(EventTable.Read(chunk, row));
        }

        return rows;
    }

    /// <summary>Bound as text, since a visitor may be greater than a BIGINT.</summary>
    public static List<string?> Texts(IEnumerable<VisitorKey> visitors) =>
        [.. visitors.Select(v => v.Visitor.Value).Distinct().Select(v => v.ToString(CultureInfo.InvariantCulture))];

    private static Dictionary<VisitorKey, List<Visit>> Read(DuckDbStatement statement, IReadOnlyCollection<VisitorKey> visitors)
    {
        var wanted = visitors.ToHashSet();
        return Rows(statement).Where(v => wanted.Contains(v.Visitor)).GroupBy(v => v.Visitor).ToDictionary(g => g.Key, g => g.ToList());
    }

    private static List<Visit> Rows(DuckDbStatement statement)
    {
        List<Visit> visits = [];
        using var result = statement.Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                visits.Add(VisitTable.Read(chunk, row));
        }

        return visits;
    }
}
