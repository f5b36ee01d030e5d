namespace Footfall.Query.Reports;

/// <summary>One table of a report's answer that follows from the rows of its statements, whoever ran them; a key holder's browser draws it itself.</summary>
/// <param name="Draw">Its rows, from those of all tables of the plan in order.</param>
internal sealed record ReportConclusion(string Name, IReadOnlyList<ReportColumn> Columns, Func<IReadOnlyList<IReadOnlyList<object?[]>>, IEnumerable<object?[]>> Draw);
