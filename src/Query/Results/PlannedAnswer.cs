using Footfall.Query.Planning;

namespace Footfall.Query.Results;

/// <summary>What whoever holds the events needs to answer a question.</summary>
/// <param name="Compared">The plan of the other range, where the question compares.</param>
internal sealed record PlannedAnswer(Plan Plan, Plan? Compared);
