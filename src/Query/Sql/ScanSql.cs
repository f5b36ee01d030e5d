using Footfall.Query.Planning;

namespace Footfall.Query.Sql;

/// <summary>Writes FROM and WHERE of a scan. Within it events are <c>e</c> and visits <c>v</c>.</summary>
internal sealed class ScanSql(Parameters parameters, PredicateSql predicates)
{
    /// <param name="with">A further table expression to pair each row with.</param>
    public string Write(Scan scan, string? with = null)
    {
        parameters.Read(scan);
        var (project, from, to) = (parameters.Given(scan.Project), parameters.Given(scan.Range.From), parameters.Given(scan.Range.To));
        var overlap = $"v.project = {project} AND v.started_at < {to} AND v.ended_at >= {from}";
        var alias = PredicateSql.Alias(scan.Table);
        var conditions = new List<string>();
        string source;
        if (scan.Table == Table.Events)
        {
            source = scan.WithVisits ? $"FROM events AS e LEFT JOIN visits AS v ON v.visit = e.visit AND {overlap}" : "FROM events AS e";
            conditions.Add($"e.project = {project} AND e.time >= {from} AND e.time < {to}");
            if (scan.ButNames.Count == 0) conditions.AddRange(scan.WithoutNames.Select(name => $"e.name <> {parameters.Given(name)}"));
            else if (scan.WithoutNames.Count > 0)
                conditions.Add($"(e.name NOT IN ({string.Join(", ", scan.WithoutNames.Select(parameters.Given))}) OR e.name IN ({parameters.AddAll(scan.ButNames)}))");
        }
        else
        {
            source = "FROM visits AS v";
            conditions.Add(overlap);
            conditions.Add("v.events > 0");
        }

        if (!scan.WithBots) conditions.Add(PeopleSql.Write(parameters, scan.People, alias, scan.Table == Table.Events ? "hostname" : "entry_hostname"));
        if (scan.Where is not Predicate.All { Parts.Count: 0 }) conditions.Add(predicates.Write(scan.Where, scan.Table));
        return $"{source}{(with is null ? "" : $" CROSS JOIN {with}")} WHERE {string.Join(" AND ", conditions)}";
    }
}
