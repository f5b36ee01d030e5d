using Footfall.Storage.Events.Duplicates;
using Footfall.Storage.Events.Visits;

namespace Footfall.Storage.Events;

/// <summary>What the writer remembers between commits, all of which can be read back from the store. Used under the writer's lock.</summary>
internal sealed class WriterMemory(EventStoreOptions options, TimeProvider time)
{
    /// <summary>Visits that ended this long ago are looked up where they are needed.</summary>
    private static readonly TimeSpan WarmFor = TimeSpan.FromMinutes(45);

    private readonly ValuePool pool = new();
    private long lastVisit;

    public RecentVisits Recent { get; } = new(options.RecentVisits);

    public DuplicateFilter Filter { get; } = new(options.DuplicateFilterBytes);

    public EventStoreOptions Options => options;

    public long NextVisit() => ++lastVisit;

    /// <summary>Reads the visits that live events are likely to go on with.</summary>
    public void WarmUp(VisitReader store)
    {
        lastVisit = store.LastNumber();
        var since = lastVisit == 0 ? new DateTime(0, DateTimeKind.Utc) : time.GetUtcNow().UtcDateTime - WarmFor;
        if (!store.TryReadEndedAfter(since, options.RecentVisits, out var visits))
            since = visits.Count == 0 ? time.GetUtcNow().UtcDateTime : visits[^1].Last.Time;
        Recent.Load(visits, since);
    }

    public void Keep(VisitPlan plan)
    {
        foreach (var (visitor, visits) in plan.Visits)
        {
            foreach (var visit in visits)
            {
                if (!visit.Changed)
                    continue;
                visit.Changed = false;
                visit.Stored = true;
                visit.Share(pool);
            }

            Recent.Replace(visitor, visits);
        }

        Recent.Shrink();
        Filter.Trim(time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Lets go of visits that nothing live can go on with.</summary>
    public void Shrink() => Recent.ForgetUntil(time.GetUtcNow().UtcDateTime - WarmFor);

    /// <summary>After a commit failed, or rows were deleted: the store knows better. The duplicate filter stays, since it may hold too much but never too little.</summary>
    public void Forget() => Recent.Clear();
}
