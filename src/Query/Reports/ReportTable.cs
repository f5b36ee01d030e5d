using Footfall.Query.Sql;

namespace Footfall.Query.Reports;

/// <summary>One table of a report's answer: a statement, whose rows are told as objects with these members.</summary>
/// <param name="Write">The statement in the words of an engine; its columns are <paramref name="Columns"/>, in order.</param>
internal sealed record ReportTable(string Name, IReadOnlyList<ReportColumn> Columns, Func<Dialect, SqlStatement> Write);
