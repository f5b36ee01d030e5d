using Footfall.Query.Parsing;
using Footfall.Query.Planning;

namespace Footfall.Query.Reports;

/// <summary>A question whose answer is not one table of dimensions and metrics: a funnel, a retention triangle. Checked on its own; what it means for a project its plan says.</summary>
internal interface IReport
{
    DateRangeSpec DateRange { get; }

    /// <summary>Every filter in it, for the checks that all questions share.</summary>
    IReadOnlyList<Filter> AllFilters { get; }

    /// <summary>Either the plan, or why there is none. No I/O.</summary>
    (ReportPlan? Plan, QuestionError? Error) Plan(QuestionContext context);
}
