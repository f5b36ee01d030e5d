using Footfall.Query.Planning;

namespace Footfall.Query.Results;

/// <summary>What is answered to a question.</summary>
internal sealed record Answer(Plan Plan, IReadOnlyList<AnswerRow> Rows)
{
    /// <summary>All rows of the question, whatever the page; null where it was not asked for.</summary>
    public long? TotalRows { get; init; }

    /// <summary>The other range, where the question compares.</summary>
    public Plan? Compared { get; init; }
}
