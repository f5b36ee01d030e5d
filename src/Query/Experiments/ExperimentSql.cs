using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Sql;

namespace Footfall.Query.Experiments;

/// <summary>
/// Writes the statements of an experiment. <c>exposures</c> has a row a visitor who was given a variant, <c>members</c> those of them who were given no other
/// one. What they did for the goal counts from the first exposure on.
/// </summary>
/// <param name="property">The prop that has the value; null: revenue has it where a currency is given, else there is none.</param>
internal sealed class ExperimentSql(Dialect dialect, Scan scan, Predicate exposure, Column variant, Predicate goal, Column? property, Value? currency)
{
    /// <summary>Variants that are told; further ones are what strangers sent.</summary>
    public const int MostVariants = 10;

    private readonly Parameters parameters = new(dialect);

    /// <summary>Variant, its visitors, those of them who reached the goal, mean and variance of the value over all of them.</summary>
    public SqlStatement Variants()
    {
        var (mean, variance) = property is null && currency is null ? ("NULL", "NULL") : ("avg(CAST(amount AS DOUBLE))", "var_samp(CAST(amount AS DOUBLE))");
        return Statement($"{Members()}, acts AS (SELECT m.who AS who, m.variant AS variant, count(l.who) AS reached, coalesce(sum(l.amount), 0) AS amount FROM members AS m"
            + " LEFT JOIN looked AS l ON l.who = m.who AND l.reached AND l.moment >= m.since WHERE m.variant IN (SELECT variant FROM named) GROUP BY m.who, m.variant)"
            + $" SELECT variant, count(*) AS visitors, count(CASE WHEN reached > 0 THEN 1 END) AS conversions, {mean} AS value_mean, {variance} AS value_variance FROM acts GROUP BY variant ORDER BY variant");
    }

    /// <summary>Visitors who were given a variant, those of them who were given several, and those whose variant is not told.</summary>
    public SqlStatement Exposed() => Statement(
        $"{Members()} SELECT (SELECT count(*) FROM exposures) AS visitors, (SELECT count(*) FROM exposures WHERE variant <> another) AS several_variants,"
        + " (SELECT count(*) FROM members WHERE variant NOT IN (SELECT variant FROM named)) AS further_variants");

    private string Members()
    {
        var predicates = new PredicateSql(dialect, parameters);
        var (exposed, reached, name) = (predicates.Write(exposure, Table.Events), predicates.Write(goal, Table.Events), predicates.Write(variant));
        return $"WITH looked AS (SELECT e.visitor AS who, e.time AS moment, CASE WHEN {exposed} THEN {name} END AS variant, {reached} AS reached, {Amount(predicates)} AS amount"
            + $" {new ScanSql(parameters, predicates).Write(scan)} AND e.visitor IS NOT NULL AND ({exposed} OR {reached})),"
            + " exposures AS (SELECT who, min(moment) AS since, min(variant) AS variant, max(variant) AS another FROM looked WHERE variant IS NOT NULL GROUP BY who),"
            + " members AS (SELECT who, since, variant FROM exposures WHERE variant = another),"
            + $" named AS (SELECT variant FROM members GROUP BY variant ORDER BY count(*) DESC, variant LIMIT {parameters.Given(MostVariants)})";
    }

    /// <summary>Exact, so that sums do not depend on their order.</summary>
    private string Amount(PredicateSql predicates)
    {
        if (property is not null) return $"TRY_CAST({predicates.Write(property)} AS DECIMAL(18, 3))";
        return currency is null ? "NULL" : $"CASE WHEN e.revenue_currency = {parameters.Add(currency)} THEN e.revenue_amount END";
    }

    private SqlStatement Statement(string text) => parameters.Statement(text);
}
