using Footfall.Events;

namespace Footfall.Query;

/// <summary>How the books learn what the journal still holds; the composition root gives it, since questions and ingestion do not know each other.</summary>
/// <param name="count">Events of a project and a UTC hour of receipt that are booked as journalled and not yet stored.</param>
public sealed class WaitingEvents(Func<ProjectNumber, DateTime, long> count)
{
    /// <summary>Where nothing waits, ever.</summary>
    public static WaitingEvents None { get; } = new((_, _) => 0);

    public long Count(ProjectNumber project, DateTime hour) => count(project, hour);
}
