using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>
/// Finds the visit of each new event: from the visits in memory where these suffice, else with rows read from the store, and where stored events have to
/// change as well, by walking the visitor's events anew.
/// </summary>
internal sealed class VisitPlanner(VisitReader store, RecentVisits recent, Func<long> nextNumber, EventStoreOptions options)
{
    private readonly VisitPlan plan = new();

    public VisitPlan Plan(IReadOnlyList<Event> events)
    {
        var byVisitor = GroupByVisitor(events);
        var loaded = LoadUncovered(byVisitor);
        Dictionary<VisitorKey, List<Event>> undecided = [];
        foreach (var (visitor, news) in byVisitor)
        {
            var known = new List<Visit>(recent.Of(visitor));
            if (loaded.TryGetValue(visitor, out var more))
            {
                var numbers = known.Select(v => v.Number).ToHashSet();
                known.AddRange(more.Where(v => !numbers.Contains(v.Number)));
            }

            if (!TryExtend(visitor, known, news))
                undecided.Add(visitor, news);
        }

        if (undecided.Count > 0)
            new VisitRebuild(store, recent, plan, nextNumber, options).Run(undecided);
        return plan;
    }

    private Dictionary<VisitorKey, List<Event>> GroupByVisitor(IReadOnlyList<Event> events)
    {
        Dictionary<VisitorKey, List<Event>> byVisitor = [];
        foreach (var e in events)
        {
            if (e.Visitor is null)
            {
                plan.Events.Add(new PlacedEvent(e, null));
                continue;
            }

            var visitor = VisitorKey.Of(e);
            if (!byVisitor.TryGetValue(visitor, out var list))
                byVisitor[visitor] = list = [];
            list.Add(e);
        }

        foreach (var list in byVisitor.Values)
        {
            // Nearly all come in order, and sorting compares each several times.
            if (!IsInOrder(list))
                list.Sort(static (left, right) => EventOrder.Of(left).CompareTo(EventOrder.Of(right)));
        }

        return byVisitor;
    }

    private static bool IsInOrder(List<Event> list)
    {
        for (var at = 1; at < list.Count; at++)
        {
            var (before, after) = (list[at - 1], list[at]);
            if (before.Time >= after.Time && EventOrder.Of(before) > EventOrder.Of(after))
                return false;
        }

        return true;
    }

    private Dictionary<VisitorKey, List<Visit>> LoadUncovered(Dictionary<VisitorKey, List<Event>> byVisitor)
    {
        var uncovered = byVisitor.Where(v => !recent.Covers(v.Value[0].Time));
        return store.Near(uncovered.ToDictionary(v => v.Key, v => (v.Value[0].Time - VisitRule.Gap, v.Value[^1].Time + VisitRule.Gap)), options.VisitsReadAtOnce);
    }

    private bool TryExtend(VisitorKey visitor, List<Visit> known, List<Event> news)
    {
        var extension = new VisitExtension(known, nextNumber);
        var placed = plan.Events.Count;
        foreach (var e in news)
        {
            var visit = extension.TryAdd(e);
            if (visit is null)
            {
                plan.Events.RemoveRange(placed, plan.Events.Count - placed);
                return false;
            }

            plan.Events.Add(new PlacedEvent(e, visit));
        }

        plan.Visits[visitor] = known;
        return true;
    }
}
