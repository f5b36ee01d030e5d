using System.Text.Json.Nodes;

namespace Footfall.Bench.Overview;

/// <summary>A question of the dashboard's overview, and the SQL that one would write by hand for the same rows.</summary>
/// <param name="Sql">Columns: the dimensions, then the metrics. Parameters: $1 project, $2 and $3 the period as instants, end excluded.</param>
internal sealed record OverviewQuestion(string Name, JsonObject Body, string Sql, DateTime From, DateTime To);
