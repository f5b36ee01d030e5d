using System.Globalization;
using Footfall.DuckDb;
using Footfall.Storage.Events.Visits;

namespace Footfall.Storage.Events;

/// <summary>Reads visits and their events for the writer, on the writer's connection.</summary>
internal sealed class VisitReader(DuckDbConnection connection)
{
    /// <summary>What walking an event keeps of it beside numbers: texts that are a stranger's to choose.</summary>
    private const string TextColumns = """
        session, user_id, client_visitor, hostname, path, source, visit_referrer, channel,
        utm_source, utm_medium, utm_campaign, utm_content, utm_term, click_id, own_acquisition, first_touch
        """;

    /// <summary>The visits of some visitors that ended after a moment and began before another, which are the visitor's own.</summary>
    /// <param name="most">In usual visits (<see cref="Visit.Weight"/>).</param>
    /// <exception cref="CommitTooLargeException"/>
    public Dictionary<VisitorKey, List<Visit>> Near(IReadOnlyDictionary<VisitorKey, (DateTime From, DateTime To)> windows, int most)
    {
        if (windows.Count == 0)
            return [];
        using var statement = connection.Prepare($"""
            SELECT {VisitTable.Columns} FROM visits JOIN (
                SELECT unnest(?::BIGINT[]) AS of_project, CAST(unnest(?::VARCHAR[]) AS UBIGINT) AS of_visitor, unnest(?::BIGINT[]) AS of_bot,
                    make_timestamp(unnest(?::BIGINT[])) AS window_from, make_timestamp(unnest(?::BIGINT[])) AS window_to) w
            ON project = of_project AND visitor = of_visitor AND (bot_reason IS NOT NULL) = (of_bot = 1) AND ended_at > window_from AND started_at < window_to
            WHERE ended_at > ? AND started_at < ?
            """);
        statement.Bind(1, windows.Keys.Select(v => (long)v.Project.Value).ToList())
            .Bind(2, windows.Keys.Select(Text).ToList())
            .Bind(3, windows.Keys.Select(v => v.IsBot ? 1L : 0).ToList())
            .Bind(4, windows.Values.Select(w => Micros(w.From)).ToList())
            .Bind(5, windows.Values.Select(w => Micros(w.To) + 1).ToList())
            .Bind(6, windows.Values.Min(w => w.From))
            .Bind(7, windows.Values.Max(w => w.To));
        if (!TryRead(statement, most, out var visits))
            throw new CommitTooLargeException($"The events of a commit are near more than {most} visits: commit fewer at once.");
        return visits.GroupBy(v => v.Visitor).ToDictionary(g => g.Key, g => g.ToList());
    }

    /// <summary>The visits that ended after a moment, the last ones first.</summary>
    /// <param name="most">In usual visits. False where there are more.</param>
    public bool TryReadEndedAfter(DateTime moment, int most, out List<Visit> visits)
    {
        using var statement = connection.Prepare($"SELECT {VisitTable.Columns} FROM visits WHERE ended_at > ? ORDER BY ended_at DESC LIMIT ?");
        statement.Bind(1, moment).Bind(2, most + 1);
        return TryRead(statement, most, out visits);
    }

    /// <summary>The highest number given; 0 in an empty store.</summary>
    public long LastNumber()
    {
        using var result = connection.Query("SELECT coalesce(max(visit), 0) FROM visits");
        return result.NextChunk(out var chunk) ? chunk.Column(0).GetInt64(0) : 0;
    }

    /// <summary>How much there is to read of some visits: one an event, and one more for each kilobyte of its texts. Of visitors with more than <paramref name="most"/> events, the events.</summary>
    public Dictionary<long, long> Weigh(IReadOnlyCollection<Visit> visits, int most)
    {
        // Texts are looked at only where there are few: a visit may have millions of events, and a visitor thousands of visits.
        var weights = Sum(visits, "count(*)");
        var light = visits.GroupBy(v => v.Visitor).Where(theirs => theirs.Sum(v => weights.GetValueOrDefault(v.Number)) <= most).SelectMany(theirs => theirs);
        foreach (var (visit, weight) in Sum(light.ToList(), $"sum(1 + strlen(concat({TextColumns})) // 1024)"))
            weights[visit] = weight;
        return weights;
    }

    /// <summary>The stored events of some visits.</summary>
    public List<EventTable.StoredRow> EventsOf(IReadOnlyCollection<Visit> visits) => visits.Count == 0 ? [] : [.. Events(visits, "")];

    /// <summary>The same visit by visit, each in order, as they are read: nothing else may run on the connection meanwhile.</summary>
    public IEnumerable<EventTable.StoredRow> InOrder(IReadOnlyCollection<Visit> visits) => Events(visits, "ORDER BY visit, time, id");

    private IEnumerable<EventTable.StoredRow> Events(IReadOnlyCollection<Visit> visits, string rest)
    {
        using var statement = OfVisits(EventTable.Columns, visits, rest);
        using var result = statement.Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                yield return EventTable.Read(chunk, row);
        }
    }

    /// <summary>Visitors as text, since one may be greater than a BIGINT.</summary>
    public static List<string?> Texts(IEnumerable<VisitorKey> visitors) => [.. visitors.Select(Text).Distinct()];

    private static string? Text(VisitorKey visitor) => visitor.Visitor.Value.ToString(CultureInfo.InvariantCulture);

    private static long Micros(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private Dictionary<long, long> Sum(IReadOnlyCollection<Visit> visits, string what)
    {
        Dictionary<long, long> sums = [];
        if (visits.Count == 0)
            return sums;
        using var statement = OfVisits($"visit, CAST({what} AS BIGINT)", visits, "GROUP BY visit");
        using var result = statement.Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                sums[chunk.Column(0).GetInt64(row)] = chunk.Column(1).GetInt64(row);
        }

        return sums;
    }

    /// <param name="what">As <paramref name="rest"/>: trusted SQL of this class.</param>
    private DuckDbStatement OfVisits(string what, IReadOnlyCollection<Visit> visits, string rest) =>
        connection.Prepare($"SELECT {what} FROM events WHERE visit IN (SELECT unnest(?::BIGINT[])) AND time BETWEEN ? AND ? {rest}")
            .Bind(1, visits.Select(v => v.Number).ToList())
            .Bind(2, visits.Min(v => v.First.Time))
            .Bind(3, visits.Max(v => v.Last.Time));

    private static bool TryRead(DuckDbStatement statement, int most, out List<Visit> visits)
    {
        visits = [];
        var weight = 0;
        using var result = statement.Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                var visit = VisitTable.Read(chunk, row);
                weight += visit.Weight;
                if (weight > most)
                    return false;
                visits.Add(visit);
            }
        }

        return true;
    }
}
