namespace Footfall.Query.Reports;

/// <summary>A column of a table, by the name that its rows have it under.</summary>
internal sealed record ReportColumn(string Name, ReportColumnKind Kind = ReportColumnKind.Plain);
