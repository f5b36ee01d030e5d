using Footfall.Query.Planning;

namespace Footfall.Query.Parsing;

/// <summary>A question that is to be planned without its words being told.</summary>
/// <param name="Goals">The project's goals, as placeholders.</param>
/// <param name="FirstDay">The project's first day with an event, which only a key holder knows; null: not told.</param>
internal sealed record PlanRequest(Question Question, IReadOnlyList<AskedGoal> Goals, DateOnly? FirstDay);
