using Footfall.Events;

namespace Footfall.Storage.Events;

/// <summary>Small answers that other parts of the product need. Thread-safe.</summary>
public sealed class StoreFacts
{
    private static readonly QueryLimits Limits = QueryLimits.Default;

    private readonly EventReader reader;

    internal StoreFacts(EventReader reader) => this.reader = reader;

    /// <summary>Events in the store, bots and envelopes included: those of one project, or of all where <paramref name="project"/> is null.</summary>
    public async Task<long> CountEventsAsync(ProjectNumber? project, CancellationToken cancellation)
    {
        var rows = project is { } one
            ? await reader.QueryAsync(
                "SELECT (SELECT count(*) FROM events WHERE project = ?) + (SELECT count(*) FROM envelopes WHERE project = ? AND segment IS NULL)", [one.Value, one.Value], Limits, cancellation)
            : await reader.QueryAsync("SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM envelopes WHERE segment IS NULL)", [], Limits, cancellation);
        return (long)rows.Rows[0][0]!;
    }

    /// <summary>The time of a project's earliest event, or null.</summary>
    /// <param name="withBots">False: of people only, as questions that do not ask for bots see the project, and what its owner says is no bot.</param>
    public async Task<DateTime?> FirstEventAtAsync(Project project, bool withBots, CancellationToken cancellation)
    {
        const string overruled = " AND (bot_reason IS NULL OR bot_reason IN (SELECT unnest(?::VARCHAR[])) OR browser IN (SELECT unnest(?::VARCHAR[])) OR hostname IN (SELECT unnest(?::VARCHAR[])))";
        var people = project.BotExceptions;
        var sql = "SELECT min(time) FROM events WHERE project = ?" + (withBots ? "" : people.ReadStored ? overruled : " AND bot_reason IS NULL");
        object[] values = withBots || !people.ReadStored ? [project.Number.Value] : [project.Number.Value, people.Signals, people.Browsers, people.Hostnames];
        var rows = await reader.QueryAsync(sql, values, Limits, cancellation);
        return (DateTime?)rows.Rows[0][0];
    }

    /// <summary>
    /// The hostnames of a project, at most 1,000: those seen on most days (two are as good as more) and by most visitors (three are) first, then the
    /// earliest, so that a flood of made-up names hides none that people visit.
    /// </summary>
    /// <param name="except">Names that need no answer; not counting their visitors saves most of the work.</param>
    public async Task<IReadOnlyList<KnownHostname>> KnownHostnamesAsync(ProjectNumber project, IReadOnlyCollection<string> except, CancellationToken cancellation)
    {
        var rows = await reader.QueryAsync(
            """
            SELECT hostname, min(time), count(DISTINCT visitor) AS visitors, count(DISTINCT CASE WHEN visitor IS NOT NULL THEN CAST(time AS DATE) END) AS days
            FROM events WHERE project = ? AND hostname IS NOT NULL AND bot_reason IS NULL AND hostname NOT IN (SELECT unnest(?::VARCHAR[]))
            GROUP BY hostname ORDER BY least(days, 2) DESC, least(visitors, 3) DESC, 2, 1 LIMIT 1000
            """,
            [project.Value, except],
            Limits,
            cancellation);
        return [.. rows.Rows.Select(row => new KnownHostname((string)row[0]!, (DateTime)row[1]!, (long)row[2]!, (long)row[3]!))];
    }

    /// <summary>The events that were received last, the newest first, by the columns of <c>events</c>.</summary>
    /// <param name="project">Null: of all projects.</param>
    public Task<QueryRows> RecentEventsAsync(ProjectNumber? project, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        const string Columns = "project, id, time, received_at, name, visitor, visit, hostname, path, title, source, channel, country, browser, os, device, bot_reason, demo";
        return project is { } one
            ? reader.QueryAsync($"SELECT {Columns} FROM events WHERE project = ? ORDER BY received_at DESC, time DESC LIMIT ?", [one.Value, limit], Limits, cancellation)
            : reader.QueryAsync($"SELECT {Columns} FROM events ORDER BY received_at DESC, time DESC LIMIT ?", [limit], Limits, cancellation);
    }
}
