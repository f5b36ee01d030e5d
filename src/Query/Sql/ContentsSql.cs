using System.Globalization;
using Footfall.Events;
using Footfall.Query.Planning;

namespace Footfall.Query.Sql;

/// <summary>What is shown of a project's events beside answers to questions. Nothing in these statements comes from who asks but a range and a limit.</summary>
internal static class ContentsSql
{
    private const int ExamplesOfAReason = 5;
    private const int MostNames = 1_000;

    /// <summary>The columns of <see cref="RecentEvents"/>, in order.</summary>
    public static readonly IReadOnlyList<string> EventColumns =
        ["project", "id", "time", "received_at", "name", "hostname", "path", "title", "source", "channel", "country", "browser", "os", "device", "client_visitor", "bot_reason", "props"];

    /// <summary>Reason, events, visitors, and the events that are counted all the same, since the owner says so.</summary>
    public static SqlStatement BotReasons(Dialect dialect, int project, TimeRange range, BotExceptions people)
    {
        var parameters = new Parameters(dialect);
        return new SqlStatement(
            $"SELECT bot_reason, count(*), count(DISTINCT visitor), count(CASE WHEN {PeopleSql.Overruled(parameters, people, "events", "hostname")} THEN 1 END) {BotsWithin(parameters, project, range)} GROUP BY bot_reason ORDER BY 2 DESC, 1", parameters.Values);
    }

    /// <summary>Reason, browser, hostname, path, time.</summary>
    public static SqlStatement BotExamples(Dialect dialect, int project, TimeRange range)
    {
        var parameters = new Parameters(dialect);
        var newest = $"QUALIFY row_number() OVER (PARTITION BY bot_reason ORDER BY events.time DESC, id) <= {Number(ExamplesOfAReason)} ORDER BY events.time DESC";
        return new SqlStatement($"SELECT bot_reason, browser, hostname, path, {Time(dialect, "time")} {BotsWithin(parameters, project, range)} {newest}", parameters.Values);
    }

    /// <summary>The newest events of all kinds, bots included.</summary>
    public static SqlStatement RecentEvents(Dialect dialect, IEnumerable<int> projects, int limit)
    {
        var parameters = new Parameters(dialect);
        var columns = EventColumns.Select(column => column switch
        {
            "time" or "received_at" => Time(dialect, column),
            "id" => "CAST(id AS VARCHAR)",
            _ => column,
        });
        return new SqlStatement(
            $"SELECT {string.Join(", ", columns)} FROM events WHERE project IN ({string.Join(", ", projects.Select(number => parameters.Given(number)))})"
                + $" ORDER BY events.received_at DESC, events.time DESC, events.id LIMIT {Number(limit)}",
            parameters.Values);
    }

    /// <summary>Name, events, the newest one's time; most frequent first.</summary>
    public static SqlStatement SeenEvents(Dialect dialect, int project)
    {
        var parameters = new Parameters(dialect);
        var last = Dialect.Write(dialect.ShownTime, "max(time)");
        return new SqlStatement(
            $"SELECT name, count(*), {last} FROM events WHERE project = {parameters.Given(project)} GROUP BY name ORDER BY 2 DESC, 1 LIMIT {Number(MostNames)}", parameters.Values);
    }

    /// <summary>Distinct visitors between two instants, bots left out.</summary>
    public static SqlStatement Visitors(Dialect dialect, int project, TimeRange range, BotExceptions people)
    {
        var parameters = new Parameters(dialect);
        return new SqlStatement(
            $"SELECT count(DISTINCT visitor) FROM events WHERE project = {parameters.Given(project)} AND time > {parameters.Given(range.From)} AND time < {parameters.Given(range.To)} AND {PeopleSql.Write(parameters, people, "events", "hostname")}",
            parameters.Values);
    }

    /// <summary>When a person's first event happened, and when any.</summary>
    public static SqlStatement FirstEvent(Dialect dialect, int project, BotExceptions people)
    {
        var parameters = new Parameters(dialect);
        var (first, all) = (Dialect.Write(dialect.ShownTime, $"min(time) FILTER (WHERE {PeopleSql.Write(parameters, people, "events", "hostname")})"), Dialect.Write(dialect.ShownTime, "min(time)"));
        return new SqlStatement($"SELECT {first}, {all} FROM events WHERE project = {parameters.Given(project)}", parameters.Values);
    }

    private static string BotsWithin(Parameters parameters, int project, TimeRange range) =>
        $"FROM events WHERE project = {parameters.Given(project)} AND time >= {parameters.Given(range.From)} AND time < {parameters.Given(range.To)} AND bot_reason IS NOT NULL";

    private static string Time(Dialect dialect, string column) => Dialect.Write(dialect.ShownTime, $"events.{column}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
