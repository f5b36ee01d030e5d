using Footfall.Query.Parsing;
using Footfall.Query.Planning;

namespace Footfall.Query.Reports;

/// <summary>A question whose answer is not one table of dimensions and metrics, such as a funnel. Checked on its own; what it means for a project its plan says.</summary>
internal abstract record Report
{
    public required DateRangeSpec DateRange { get; init; }

    /// <summary>Of all events that are looked at.</summary>
    public required IReadOnlyList<Filter> Filters { get; init; }

    /// <summary>Every filter in it, for the checks that all questions share.</summary>
    public abstract IReadOnlyList<Filter> AllFilters { get; }

    /// <summary>Either the plan, or why there is none. No I/O.</summary>
    public abstract (ReportPlan? Plan, QuestionError? Error) Plan(QuestionContext context);
}
