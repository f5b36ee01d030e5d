using Footfall.Query.Planning;
using Footfall.Query.Sql;

namespace Footfall.Query.Journeys;

/// <summary>
/// Writes the statements of a journey report. A visit's events that count are put in order, from its end where the journey is told backwards; what precedes
/// the event that it begins with is left out, and an event at the place of the one before it is no step of its own. Of each step the places that most visits
/// are at are numbered, all others together get the next number.
/// </summary>
internal sealed class JourneySql
{
    private readonly Dialect dialect;
    private readonly JourneyReport journey;
    private readonly Scan scan;
    private readonly Predicate? anchor;
    private readonly IReadOnlyList<Predicate?> walked;
    private readonly Parameters parameters;
    private readonly PredicateSql predicates;

    /// <param name="scan">Every event that may be a step.</param>
    public JourneySql(Dialect dialect, JourneyReport journey, Scan scan, Predicate? anchor, IReadOnlyList<Predicate?> walked)
    {
        (this.dialect, this.journey, this.scan, this.anchor, this.walked) = (dialect, journey, scan, anchor, walked);
        parameters = new Parameters(dialect);
        predicates = new PredicateSql(dialect, parameters);
    }

    private string Others => parameters.Given(journey.Places + 1);

    private string Last => parameters.Given(journey.Steps);

    /// <summary>Step, place, its event and page (absent for all others together), visits, those that ended there, and how many different places it stands for.</summary>
    public SqlStatement Places() => Statement(
        $"{Placed()} SELECT step, place, CASE WHEN place < {Others} THEN min(name) END AS event, CASE WHEN place < {Others} THEN min(page) END AS page,"
        + $" CAST(sum(visits) AS BIGINT) AS visits, CAST(sum(ended) AS BIGINT) AS ended, count(*) AS different FROM ranked GROUP BY step, place ORDER BY step, place");

    /// <summary>Step, place, place of the next step (0: the visit ended), visits, and the median of the seconds between; the last step has none.</summary>
    public SqlStatement Links() => Statement(
        $"{Placed()}, visited AS (SELECT s.who AS who, s.step AS step, s.moment AS moment, r.place AS place FROM steps AS s JOIN ranked AS r"
        + " ON r.step = s.step AND r.name = s.name AND r.page IS NOT DISTINCT FROM s.page),"
        + " pairs AS (SELECT step, place, moment, lead(place) OVER w AS next_place, lead(moment) OVER w AS next_moment FROM visited WINDOW w AS (PARTITION BY who ORDER BY step))"
        + $" SELECT step, place AS from_place, coalesce(next_place, 0) AS to_place, count(*) AS visits, {MedianSeconds()} AS median_seconds FROM pairs WHERE step < {Last}"
        + " GROUP BY step, from_place, to_place ORDER BY step, from_place, to_place");

    /// <summary><c>steps</c> has a row a step of each journey; <c>ranked</c> one a step and place, with the place's number.</summary>
    private string Placed() =>
        $"{Stepped()}, counted AS (SELECT step, name, page, count(*) AS visits, count(CASE WHEN ended THEN 1 END) AS ended FROM steps GROUP BY step, name, page),"
        + $" ranked AS (SELECT step, name, page, visits, ended, least(row_number() OVER (PARTITION BY step ORDER BY visits DESC, name, page NULLS FIRST), {Others}) AS place FROM counted)";

    private string Stepped()
    {
        var page = $"CASE WHEN e.name = {parameters.Given(Footfall.Events.EventNames.Pageview)} THEN e.path END AS page";
        var columns = new List<string> { "e.visit AS who", "e.time AS moment", "e.id AS id", "e.name AS name", page };
        if (anchor is not null) columns.Add($"{predicates.Write(anchor, Table.Events)} AS anchored");
        columns.AddRange(WalkedSteps().Select(k => $"{predicates.Write(walked[k]!, Table.Events)} AS w{k}"));
        var with = $"WITH looked AS (SELECT {string.Join(", ", columns)} {new ScanSql(parameters, predicates).Write(scan)} AND e.visit IS NOT NULL),";
        with += anchor is null
            ? " begun AS (SELECT * FROM looked),"
            : $" begun AS (SELECT * FROM looked QUALIFY bool_or(anchored) OVER ({InOrder} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)),";
        with += $" moved AS (SELECT * FROM begun WINDOW w AS ({InOrder}) QUALIFY name IS DISTINCT FROM lag(name) OVER w OR page IS DISTINCT FROM lag(page) OVER w),"
            + $" numbered AS (SELECT *, row_number() OVER w AS step, lead(id) OVER w IS NULL AS ended FROM moved WINDOW w AS ({InOrder}))";
        return $"{with}, {Taken()}";
    }

    /// <summary>The steps of the journeys that went where was asked for.</summary>
    private string Taken()
    {
        var conditions = WalkedSteps().Select(k => $"bool_or(step = {k + 1} AND w{k})").ToList();
        var taken = conditions.Count == 0 ? "" : $" AND who IN (SELECT who FROM numbered GROUP BY who HAVING {string.Join(" AND ", conditions)})";
        return $"steps AS (SELECT who, step, name, page, moment, ended FROM numbered WHERE step <= {Last}{taken})";
    }

    private IEnumerable<int> WalkedSteps() => Enumerable.Range(0, walked.Count).Where(k => walked[k] is not null);

    private string InOrder => journey.Backwards ? "PARTITION BY who ORDER BY moment DESC, id DESC" : "PARTITION BY who ORDER BY moment, id";

    /// <summary>Seconds forward in time, whichever way the steps are told.</summary>
    private string MedianSeconds()
    {
        var (earlier, later) = journey.Backwards ? ("next_moment", "moment") : ("moment", "next_moment");
        return $"round({Dialect.Write(dialect.Quantile, $"({Dialect.Write(dialect.Microseconds, later)} - {Dialect.Write(dialect.Microseconds, earlier)}) / 1000000", "0.5")}, 1)";
    }

    private SqlStatement Statement(string text) => parameters.Statement(text);
}
