using System.Globalization;
using Footfall.Query.Planning;
using Footfall.Query.Sql;

namespace Footfall.Query.Attribution;

/// <summary>
/// Writes the statements of an attribution report. <c>goals</c> has a row a conversion, <c>placed</c> one for each touch that a conversion is owed to, with its
/// place among them, <c>credits</c> those with the shares of each way to give credit. Shares are decimals until they are summed up, so that a sum is the same in
/// whichever order the engine takes them.
/// </summary>
internal sealed class AttributionSql
{
    /// <summary>Touches of one visitor or visit that are looked at, the latest ones: whoever sends more is no reader of pages.</summary>
    private const int MostTouches = 1000;

    private const string Share = "DECIMAL(18, 9)";
    private const string Money = "DECIMAL(38, 9)";
    private const string InOrder = "moment, id NULLS FIRST";

    private readonly Dialect dialect;
    private readonly AttributionReport attribution;
    private readonly Scan converting;
    private readonly TouchSql touches;
    private readonly Parameters parameters;
    private readonly PredicateSql predicates;

    /// <param name="converting">The conversions.</param>
    public AttributionSql(Dialect dialect, AttributionReport attribution, Scan converting, TouchSql touches)
    {
        (this.dialect, this.attribution, this.converting, this.touches) = (dialect, attribution, converting, touches);
        parameters = new Parameters(dialect);
        predicates = new PredicateSql(dialect, parameters);
    }

    private string Others => Whole(attribution.Values + 1);

    /// <summary>All conversions, their visitors, and those that are of a visit and so can be credited.</summary>
    public SqlStatement Totals() => parameters.Statement(
        $"SELECT count(*) AS conversions, count(DISTINCT e.visitor) AS visitors, count(e.visit) AS credited {new ScanSql(parameters, predicates).Write(converting)}");

    /// <summary>Place, value (absent for all others together), for how many values it stands, and the conversions owed to it, each way.</summary>
    public SqlStatement Credit() => parameters.Statement(
        $"{Credited()} SELECT r.place AS place, CASE WHEN r.place < {Others} THEN min(c.value) END AS value, count(DISTINCT c.value) AS different,"
        + $" CAST(sum(c.of_first) AS BIGINT) AS first, CAST(sum(c.of_last) AS BIGINT) AS last, {Told("sum(c.of_all)")} AS linear"
        + " FROM credits AS c JOIN ranked AS r ON r.value = c.value GROUP BY r.place ORDER BY r.place");

    /// <summary>Place, currency, and the revenue owed to it, each way.</summary>
    public SqlStatement Revenue() => parameters.Statement(
        $"{Credited()} SELECT r.place AS place, c.currency AS currency, {Told($"sum(CAST(c.amount * c.of_first AS {Money}))")} AS first, {Told($"sum(CAST(c.amount * c.of_last AS {Money}))")} AS last,"
        + $" {Told($"sum(CAST(CAST(c.amount AS DOUBLE) / c.touches AS {Money}))")} AS linear FROM credits AS c JOIN ranked AS r ON r.value = c.value"
        + " WHERE c.amount IS NOT NULL AND c.currency IS NOT NULL GROUP BY r.place, c.currency ORDER BY r.place, c.currency");

    private string Credited()
    {
        var goals = $"SELECT e.visit AS visit, e.visitor AS who, e.time AS moment, e.id AS id, e.revenue_amount AS amount, e.revenue_currency AS currency {new ScanSql(parameters, predicates).Write(converting)} AND e.visit IS NOT NULL";
        var (unit, among) = attribution.LookbackDays is null
            ? ("visit", (Func<string, string>)(row => $"{row}.visit IN (SELECT visit FROM goals)"))
            : ("who", row => $"{row}.visitor IN (SELECT who FROM goals)");
        return $"WITH goals AS ({goals}), touched AS ({touches.Write(parameters, predicates, among)}),"
            + $" latest AS (SELECT * FROM touched QUALIFY row_number() OVER (PARTITION BY {unit} ORDER BY moment DESC, id DESC NULLS LAST) <= {Whole(MostTouches)}),"
            + $" pairs AS (SELECT g.id AS goal, g.moment AS reached, t.visit AS visit, t.moment AS moment, t.id AS id, t.value AS value FROM goals AS g JOIN latest AS t ON t.{unit} = g.{unit}"
            + $" AND (t.moment < g.moment OR (t.moment = g.moment AND (t.id IS NULL OR t.id <= g.id))){Since()}),"
            + $" told AS (SELECT * FROM pairs WINDOW w AS (PARTITION BY goal, reached, visit ORDER BY {InOrder}) QUALIFY row_number() OVER w = 1 OR value IS DISTINCT FROM lag(value) OVER w),"
            + $" placed AS (SELECT goal, reached, value, row_number() OVER (PARTITION BY goal, reached ORDER BY {InOrder}) AS place, count(*) OVER (PARTITION BY goal, reached) AS touches FROM told),"
            + $" credits AS (SELECT coalesce(p.value, {parameters.Given(touches.By.Absent)}) AS value, g.amount AS amount, g.currency AS currency, coalesce(p.touches, 1) AS touches,"
            + " CASE WHEN p.goal IS NULL OR p.place = 1 THEN 1 ELSE 0 END AS of_first, CASE WHEN p.goal IS NULL OR p.place = p.touches THEN 1 ELSE 0 END AS of_last,"
            + $" CAST(CAST(1 AS DOUBLE) / coalesce(p.touches, 1) AS {Share}) AS of_all FROM goals AS g LEFT JOIN placed AS p ON p.goal = g.id AND p.reached = g.moment),"
            + $" ranked AS (SELECT value, least(row_number() OVER (ORDER BY sum(of_all) DESC, value), {Others}) AS place FROM credits GROUP BY value)";
    }

    /// <summary>What the conversion's own visit did counts however long ago the visit began.</summary>
    private string Since()
    {
        if (attribution.LookbackDays is not { } days) return "";
        var since = Dialect.Write(dialect.Shift, "g.moment", (-TimeSpan.FromDays(days).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return $" AND (t.visit = g.visit OR t.moment >= {since})";
    }

    private static string Told(string sum) => $"round(CAST({sum} AS DOUBLE), 4)";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
