namespace Footfall.Query.Reports;

/// <summary>A plan with the rows of its tables, in the plan's order.</summary>
internal sealed record ReportAnswer(ReportPlan Plan, IReadOnlyList<IReadOnlyList<object?[]>> Rows);
