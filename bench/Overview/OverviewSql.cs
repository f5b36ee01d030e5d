namespace Footfall.Bench.Overview;

/// <summary>The overview's numbers as somebody who knows the tables would ask for them, one statement a question.</summary>
internal static class OverviewSql
{
    private const string OfVisits = "FROM visits WHERE project = $1 AND started_at < $3 AND ended_at >= $2 AND events > 0 AND bot_reason IS NULL";

    private const string OfEvents = "FROM events WHERE project = $1 AND time >= $2 AND time < $3 AND bot_reason IS NULL";

    private const string Quiet = "('session_start', 'session_end', 'page_leave', 'scroll', 'engagement')";

    public const string Totals = $"""
        SELECT v.visitors, v.visits, e.pageviews, round(v.views / v.visits, 2), round(100.0 * v.bounces / v.visits, 0), round(v.microseconds / v.visits / 1000000, 0)
        FROM (SELECT count(DISTINCT visitor) AS visitors, count(*) AS visits, sum(pageviews) AS views, count(*) FILTER (WHERE is_bounce) AS bounces,
            sum(epoch_us(ended_at) - epoch_us(started_at)) AS microseconds {OfVisits}) AS v,
        (SELECT count(*) AS pageviews {OfEvents} AND name = 'pageview') AS e
        """;

    /// <summary>A visit over midnight counts on both days.</summary>
    public const string Chart = $"""
        SELECT day, count(DISTINCT visitor) AS visitors
        FROM (SELECT greatest(started_at, $2)::DATE AS day, visitor {OfVisits}
            UNION ALL SELECT ended_at::DATE, visitor {OfVisits} AND ended_at < $3 AND started_at >= $2 AND started_at::DATE <> ended_at::DATE)
        GROUP BY day ORDER BY day
        """;

    public const string Map = $"SELECT country, count(DISTINCT visitor) AS visitors {OfVisits} GROUP BY country ORDER BY visitors DESC, country LIMIT 250";

    public const string Goals = $"""
        WITH everybody AS (SELECT count(DISTINCT visitor) AS visitors {OfVisits}),
        reached AS (
            SELECT 'Read the blog' AS goal, count(DISTINCT visitor) AS visitors, count(*) AS events {OfEvents} AND name = 'pageview' AND path LIKE '/blog/%'
            UNION ALL SELECT 'Signed up', count(DISTINCT visitor), count(*) {OfEvents} AND name = 'account.created')
        SELECT goal, reached.visitors, events, round(100.0 * reached.visitors / everybody.visitors, 2) FROM reached, everybody ORDER BY reached.visitors DESC, goal
        """;

    public static string VisitBreakdown(string column, int rows) => $"""
        SELECT {column}, count(DISTINCT visitor) AS visitors, round(100.0 * count(DISTINCT visitor) / (SELECT count(DISTINCT visitor) {OfVisits}), 2)
        {OfVisits} GROUP BY {column} ORDER BY visitors DESC, {column} LIMIT {rows}
        """;

    public static string Pages(int rows) => $"""
        SELECT path, count(DISTINCT visitor) AS visitors, round(100.0 * count(DISTINCT visitor) / (SELECT count(DISTINCT visitor) {OfVisits}), 2)
        {OfEvents} AND name NOT IN {Quiet} GROUP BY path ORDER BY visitors DESC, path LIMIT {rows}
        """;
}
