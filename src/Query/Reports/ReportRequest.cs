using Footfall.Query.Planning;

namespace Footfall.Query.Reports;

/// <summary>A report that is to be planned without its words being told; see <see cref="Parsing.PlanRequest"/>.</summary>
internal sealed record ReportRequest(Report Report, IReadOnlyList<AskedGoal> Goals, DateOnly? FirstDay);
