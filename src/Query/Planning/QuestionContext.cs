using Footfall.Events;

namespace Footfall.Query.Planning;

/// <summary>What a question's meaning depends on beside its words.</summary>
/// <param name="Goals">The project's goals.</param>
/// <param name="Now">UTC.</param>
/// <param name="FirstEvent">When the project's first event happened; null: nothing is stored, or the question does not depend on it.</param>
internal sealed record QuestionContext(Project Project, IReadOnlyList<AskedGoal> Goals, DateTime Now, DateTime? FirstEvent)
{
    public QuestionContext(Project project, IEnumerable<Goal> goals, DateTime now, DateTime? firstEvent)
        : this(project, [.. goals.Select(AskedGoal.Of)], now, firstEvent)
    {
    }
}
