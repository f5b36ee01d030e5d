using Footfall.Query.Planning;

namespace Footfall.Query.Sql;

/// <summary>Rows that a statement reads: a project's events of a range and the visits that reach into it. What it answers depends on no others.</summary>
internal sealed record StatementScope(int Project, TimeRange Range);
