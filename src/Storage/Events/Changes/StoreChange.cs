using Footfall.Events;

namespace Footfall.Storage.Events.Changes;

/// <summary>What a write does to stored events and visits: those of a project that lie within a span of time, or reach into it, may be other ones after it.</summary>
/// <param name="Project">Null: of every project.</param>
/// <param name="From">Included.</param>
/// <param name="To">Included.</param>
internal readonly record struct StoreChange(ProjectNumber? Project, DateTime From, DateTime To)
{
    public static readonly StoreChange Everything = new(null, DateTime.MinValue, DateTime.MaxValue);

    public static StoreChange All(ProjectNumber project) => new(project, DateTime.MinValue, DateTime.MaxValue);
}
