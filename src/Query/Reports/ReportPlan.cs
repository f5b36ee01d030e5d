using Footfall.Query.Planning;

namespace Footfall.Query.Reports;

/// <summary>How a report is answered: the same statements and the same few rules of wording, whoever runs them.</summary>
internal sealed record ReportPlan
{
    public required TimeRange Range { get; init; }

    public required Zone Zone { get; init; }

    /// <summary>Those of the columns of time; null where no table has any.</summary>
    public Buckets? Buckets { get; init; }

    public required IReadOnlyList<ReportTable> Tables { get; init; }

    /// <summary>Drawn from the rows of all tables.</summary>
    public IReadOnlyList<ReportConclusion> Conclusions { get; init; } = [];

    /// <summary>What the reader of the answer should know of it, by code; <c>docs/api/reports.md</c> has them all.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
