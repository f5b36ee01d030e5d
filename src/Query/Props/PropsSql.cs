using System.Globalization;
using Footfall.Query.Planning;
using Footfall.Query.Sql;

namespace Footfall.Query.Props;

/// <summary>Writes the statements of a report of props, over the events of a scan.</summary>
internal sealed class PropsSql(Dialect dialect, Scan scan, int rows)
{
    private readonly Parameters parameters = new(dialect);

    private string Limit => rows.ToString(CultureInfo.InvariantCulture);

    /// <summary>Name, events, visitors; the most frequent first.</summary>
    public SqlStatement Events() => parameters.Statement(
        $"SELECT e.name AS event, count(*) AS events, count(DISTINCT e.visitor) AS visitors {Scanned()} GROUP BY e.name ORDER BY events DESC, event LIMIT {Limit}");

    /// <summary>Prop, events that carry it, their visitors, different values, and how many of the events have a number in it.</summary>
    public SqlStatement Props() => parameters.Statement(
        $"WITH carried AS (SELECT e.visitor AS who, unnest(map_keys(e.props)) AS prop, unnest(map_values(e.props)) AS value {Scanned()} AND e.props IS NOT NULL)"
        + $" SELECT prop, count(*) AS events, count(DISTINCT who) AS visitors, count(DISTINCT value) AS different, count({Dialect.Write(dialect.Number, "value")}) AS numbers"
        + $" FROM carried GROUP BY prop ORDER BY events DESC, prop LIMIT {Limit}");

    private string Scanned() => new ScanSql(parameters, new PredicateSql(dialect, parameters)).Write(scan);
}
