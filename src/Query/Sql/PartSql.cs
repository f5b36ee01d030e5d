using Footfall.Query.Parsing;
using Footfall.Query.Planning;

namespace Footfall.Query.Sql;

/// <summary>Writes one part of a plan as a SELECT of its keys (<c>k0</c>, <c>k1</c>, …) and its measures by name.</summary>
internal sealed class PartSql(Dialect dialect, Parameters parameters)
{
    private readonly PredicateSql predicates = new(dialect, parameters);

    public static string Name(Measure measure) => measure switch
    {
        Measure.RevenueEvents => "revenue_events",
        Measure.VisitPageviews => "visit_pageviews",
        Measure.EndedVisits => "ended_visits",
        Measure.ScrollDepth => "scroll_depth",
        Measure.TimeOnPage => "time_on_page",
        _ => measure.ToString().ToLowerInvariant(),
    };

    /// <param name="pageviewsOnly">Events other than pageviews neither make rows here nor are they counted.</param>
    public string Write(Part part, bool pageviewsOnly) => part.Kind switch
    {
        PartKind.Events => Events(pageviewsOnly ? OnlyPageviews(part) : part),
        PartKind.Engagement => Engagement(part),
        PartKind.ActiveVisits when part.Keys.OfType<Key.OfTime>().FirstOrDefault() is { } time => ActiveVisits(part, time.Buckets),
        _ => $"SELECT {Columns(Keys(part, () => Ended(part)).Concat(part.Measures.Select(OfVisits)))} {Scan(part)}{GroupBy(part)}",
    };

    private static Part OnlyPageviews(Part part)
    {
        var pageview = new Predicate.OneOf(new Column(Table.Events, "name"), [Value.Told("pageview")], OrAbsent: false, IgnoreCase: false);
        return part with { Scan = part.Scan with { WithoutNames = [], ButNames = [], Where = Predicate.And([pageview, part.Scan.Where]) } };
    }

    private string Events(Part part) =>
        $"SELECT {Columns(Keys(part, () => "e.time").Concat(part.Measures.Select(measure => OfEvents(measure, part))))} {Scan(part)}{GroupBy(part)}";

    /// <summary>A visit's scroll depth is its deepest, its time on a page the sum of all it spent there; the means are over visits.</summary>
    private string Engagement(Part part)
    {
        var inner = Columns([.. Keys(part, () => "e.time"), "e.visit AS visit", "max(e.scroll_depth) AS depth", "sum(e.engagement_ms) AS ms"]);
        var keys = string.Concat(part.Keys.Select((_, i) => $"k{i}, "));
        return $"SELECT {Columns([.. part.Keys.Select((_, i) => $"k{i}"), .. part.Measures.Select(OfEngagement)])} FROM (SELECT {inner} {Scan(part)}"
            + $" AND e.visit IS NOT NULL AND (e.scroll_depth IS NOT NULL OR e.engagement_ms IS NOT NULL) GROUP BY {keys}e.visit) AS by_visit{GroupBy(part)}";
    }

    /// <summary>Nearly every visit lies in one bucket; the few others get a row for each further one.</summary>
    private string ActiveVisits(Part part, Buckets buckets)
    {
        var bucket = new BucketSql(dialect, buckets);
        var start = $"greatest(v.started_at, {parameters.Given(part.Scan.Range.From)})";
        var end = Ended(part);
        var (first, last) = (bucket.Key(start), bucket.Key(end));
        var rest = part.Keys.Select((key, i) => key is Key.OfTime ? null : $"{KeyOf(key, () => "")} AS k{i}").OfType<string>().Concat(["v.visitor AS visitor"]).ToList();
        var names = part.Keys.Select((key, i) => key is Key.OfTime ? null : $"k{i}").OfType<string>().Append("visitor").ToList();
        var time = part.Keys.ToList().FindIndex(key => key is Key.OfTime);
        var slots = Dialect.Write(dialect.Slots, start, end, bucket.SlotSeconds);
        var scan = Scan(part);
        var inFirst = $"SELECT {Columns([.. rest, $"{first} AS k{time}"])} {scan}";
        var inOthers = $"SELECT {Columns([.. names, $"kn AS k{time}"])} FROM (SELECT DISTINCT {Columns([.. names, "visit", "k_first", $"{bucket.Key("slot")} AS kn"])}"
            + $" FROM (SELECT {Columns([.. rest, "v.visit AS visit", $"{first} AS k_first", $"{slots} AS slot"])} {scan} AND {first} <> {last}) AS crossing) AS slots WHERE kn <> k_first";
        var measures = part.Measures.Select(measure => measure == Measure.Visitors ? "count(DISTINCT visitor) AS visitors" : $"count(*) AS {Name(measure)}");
        return $"SELECT {Columns([.. part.Keys.Select((_, i) => $"k{i}"), .. measures])} FROM ({inFirst} UNION ALL {inOthers}) AS active{GroupBy(part)}";
    }

    private string Scan(Part part)
    {
        var goals = part.Keys.OfType<Key.OfGoal>().FirstOrDefault();
        if (goals is null) return new ScanSql(parameters, predicates).Write(part.Scan);
        var reached = goals.Goals.Select(pair => (Name: parameters.Add(pair.Goal.Name), Condition: predicates.Write(pair.Reached, Table.Events))).ToList();
        if (reached.Count == 0) return new ScanSql(parameters, predicates).Write(part.Scan, "(SELECT '' AS goal, '' AS currency) AS g") + " AND FALSE";
        var rows = goals.Goals.Select(pair =>
            $"({parameters.Add(pair.Goal.Name)}::VARCHAR, {(pair.Goal.Currency is null ? "NULL" : parameters.Add(pair.Goal.Currency))}::VARCHAR)");
        var scan = new ScanSql(parameters, predicates).Write(part.Scan, $"(VALUES {string.Join(", ", rows)}) AS g(goal, currency)");
        return $"{scan} AND ({string.Join(" OR ", reached.Select(r => r.Condition))})"
            + $" AND CASE g.goal {string.Join(" ", reached.Select(r => $"WHEN {r.Name} THEN {r.Condition}"))} ELSE FALSE END";
    }

    private IEnumerable<string> Keys(Part part, Func<string> instant) => part.Keys.Select((key, i) => $"{KeyOf(key, instant)} AS k{i}");

    private string KeyOf(Key key, Func<string> instant) => key switch
    {
        Key.OfColumn column => predicates.Write(column.Column),
        Key.OfTime time => new BucketSql(dialect, time.Buckets).Key(instant()),
        Key.OfGoal => "g.goal",
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "Give the new key its words."),
    };

    private string Ended(Part part) => $"least(v.ended_at, {parameters.Given(part.Scan.Range.To.AddMicroseconds(-1))})";

    private string OfEvents(Measure measure, Part part) => measure switch
    {
        Measure.Visitors => "count(DISTINCT e.visitor)",
        Measure.Visits => "count(DISTINCT e.visit)",
        Measure.Pageviews => "count(*) FILTER (WHERE e.name = 'pageview')",
        Measure.Events => "count(*)",
        Measure.Revenue => $"sum(e.revenue_amount) FILTER (WHERE e.revenue_currency = {Currency(part)})",
        Measure.RevenueEvents => $"count(e.revenue_amount) FILTER (WHERE e.revenue_currency = {Currency(part)})",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Events do not yield this."),
    } + $" AS {Name(measure)}";

    /// <summary>Asked for only where it is written: a parameter that stands nowhere in the statement is refused by the engine.</summary>
    private string Currency(Part part) =>
        part.Keys.Any(key => key is Key.OfGoal) ? "g.currency" : part.Currency is { } known ? parameters.Add(known) : "NULL";

    private string OfVisits(Measure measure) => measure switch
    {
        Measure.Visitors => "count(DISTINCT v.visitor)",
        Measure.Visits or Measure.EndedVisits => "count(*)",
        Measure.Bounces => "count(*) FILTER (WHERE v.is_bounce)",
        Measure.Duration => $"sum({Dialect.Write(dialect.Microseconds, "v.ended_at")} - {Dialect.Write(dialect.Microseconds, "v.started_at")})",
        Measure.VisitPageviews => "sum(v.pageviews)",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Visits do not yield this."),
    } + $" AS {Name(measure)}";

    private static string OfEngagement(Measure measure) => measure switch
    {
        Measure.ScrollDepth => "CAST(sum(depth) AS DOUBLE) / nullif(count(depth), 0)",
        Measure.TimeOnPage => "CAST(sum(ms) AS DOUBLE) / nullif(count(ms), 0) / 1000",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Engagement does not yield this."),
    } + $" AS {Name(measure)}";

    private static string GroupBy(Part part) => part.Keys.Count == 0 ? "" : $" GROUP BY {string.Join(", ", part.Keys.Select((_, i) => $"k{i}"))}";

    private static string Columns(IEnumerable<string> columns) => string.Join(", ", columns);
}
