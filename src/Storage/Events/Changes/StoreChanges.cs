using Footfall.Events;

namespace Footfall.Storage.Events.Changes;

/// <summary>
/// Tells whether what was read from the store is what would be read now. Moments are counts of writes, not times. It is known by the hour and leans to
/// saying that something changed. In memory only: a start knows of no earlier moment. Thread-safe.
/// </summary>
public sealed class StoreChanges
{
    /// <summary>Hours of a project that are told apart; a project that changes in more is only known to have changed.</summary>
    private const int MostHours = 24 * 366 * 2;

    private readonly Lock gate = new();
    private readonly Dictionary<ProjectNumber, ChangedHours> projects = [];
    private IReadOnlyList<StoreChange> underWay = [];
    private long everything;
    private long now;

    internal StoreChanges()
    {
    }

    /// <summary>To be taken before reading: what is read then is at least as new.</summary>
    public long Now
    {
        get
        {
            lock (gate) return now;
        }
    }

    /// <summary>
    /// False where events of the project within the range, and visits that reach into it, are known to be as they were at the moment, and no write that may
    /// change them is being made durable.
    /// </summary>
    /// <param name="from">Included.</param>
    /// <param name="to">Excluded.</param>
    public bool MayHaveChanged(ProjectNumber project, DateTime from, DateTime to, long since)
    {
        var (first, last) = (ChangedHours.Of(from), ChangedHours.Of(to > from ? to.AddTicks(-1) : from));
        lock (gate)
        {
            if (everything > since || underWay.Any(change => (change.Project is null || change.Project == project) && ChangedHours.Of(change.From) <= last && ChangedHours.Of(change.To) >= first))
                return true;
            return projects.TryGetValue(project, out var hours) && hours.ChangedSince(since, first, last);
        }
    }

    /// <summary>Before a write becomes durable. Questions may see it or not until <see cref="End"/>.</summary>
    internal void Begin(IReadOnlyList<StoreChange> changes)
    {
        lock (gate) underWay = changes;
    }

    /// <summary>After the write is durable, or has failed in a way that leaves it open whether it is.</summary>
    internal void End()
    {
        lock (gate)
        {
            now++;
            foreach (var change in underWay)
            {
                if (change.Project is not { } project)
                {
                    everything = now;
                    continue;
                }

                if (!projects.TryGetValue(project, out var hours))
                    projects[project] = hours = new ChangedHours(MostHours);
                hours.Mark(now, change.From, change.To);
            }

            underWay = [];
        }
    }
}
