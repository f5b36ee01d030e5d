using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>
/// The slow and always right way: reads the stored events of every visit that new events can bear on, walks them together with the new ones, and says
/// which rows change. A visit keeps its number where some of its events stay together. Where that would be too much to read, events are put into visits
/// by what the visits' rows tell, which is nearly right (docs/metrics.md says what is not).
/// </summary>
internal sealed class VisitRebuild(VisitReader store, RecentVisits recent, VisitPlan plan, Func<long> nextNumber, EventStoreOptions options)
{
    /// <summary>Stored events that are walked anew for one visitor.</summary>
    private readonly int most = options.WalkedEvents;

    public void Run(Dictionary<VisitorKey, List<Event>> undecided)
    {
        var places = undecided.ToDictionary(v => v.Key, v => new Neighbourhood(v.Value));
        Fill(places);
        foreach (var (visitor, place) in places)
        {
            plan.Visits[visitor] = Untouched(visitor, place);
            plan.Rebuilt.Add((visitor.Project, place.First, place.Last));
            if (place.News.Exists(e => e.ClientVisitor is not null) || place.Touched.Exists(v => v.NeedsNumber))
                plan.Renumber.Add(visitor);
        }

        var weights = store.Weigh([.. places.Values.Where(p => !p.IsBoundless).SelectMany(p => p.Touched)], most);
        var (groups, tooLarge) = new RebuildBudget(most, plan.Events.Count + undecided.Values.Sum(news => news.Count))
            .Split(places.Select(p => (p, p.Value.IsBoundless ? long.MaxValue : p.Value.Touched.Sum(v => weights.GetValueOrDefault(v.Number)))));
        foreach (var group in groups)
        {
            var stored = store.EventsOf([.. group.SelectMany(p => p.Value.Touched)]).ToLookup(row => VisitorKey.Of(row.Event));
            foreach (var (visitor, place) in group)
                Walk(visitor, [.. stored[visitor]], place);
        }

        foreach (var (visitor, place) in tooLarge)
            Extend(visitor, place);
    }

    /// <summary>Reads until it is known how far the new events of each visitor reach.</summary>
    private void Fill(Dictionary<VisitorKey, Neighbourhood> places)
    {
        var open = places.ToList();
        while (open.Count > 0)
        {
            Dictionary<VisitorKey, List<Visit>> near;
            try
            {
                near = store.Near(open.ToDictionary(p => p.Key, p => (p.Value.From, p.Value.To)), options.VisitsReadAtOnce);
            }
            catch (CommitTooLargeException) when (open is [{ Value.WasRead: true }])
            {
                // Of several visitors the commit is halved. A chain of one visitor's visits that is too long stays so however few events come to it.
                open[0].Value.StopReading();
                return;
            }

            open.RemoveAll(p => p.Value.Take(near.GetValueOrDefault(p.Key) ?? [], most));
        }
    }

    /// <summary>The visits in memory and those read that stay as they are.</summary>
    private List<Visit> Untouched(VisitorKey visitor, Neighbourhood place)
    {
        var touched = place.Touched.Select(v => v.Number).ToHashSet();
        var known = recent.Of(visitor).Where(v => !touched.Contains(v.Number)).ToList();
        var numbers = known.Select(v => v.Number).ToHashSet();
        return [.. known, .. place.Others.Where(v => !numbers.Contains(v.Number))];
    }

    private void Walk(VisitorKey visitor, List<EventTable.StoredRow> stored, Neighbourhood place)
    {
        var old = stored.ToDictionary(row => row.Event, row => row);
        foreach (var visit in stored.GroupBy(row => row.Visit))
        {
            // Own acquisitions are not written for the first events of visits, which share their visit's; only an attached event may come before.
            if (visit.Where(row => row.Own is null).MinBy(row => EventOrder.Of(row.Event)) is { } first)
                first.Event.Acquisition = first.VisitAcquisition;
        }

        var ordered = old.Keys.Concat(place.News).OrderBy(EventOrder.Of);
        var before = place.Touched.ToDictionary(v => v.Number);
        var free = before.Keys.ToHashSet();
        foreach (var (visit, events) in VisitRule.Walk(ordered, e => e, () => 0))
        {
            var number = events.Select(e => old.TryGetValue(e, out var row) ? row.Visit!.Value : 0).FirstOrDefault(free.Contains);
            visit.Number = free.Remove(number) ? number : nextNumber();
            visit.Stored = before.TryGetValue(visit.Number, out var known);
            visit.VisitNumber = known?.VisitNumber;
            plan.Visits[visitor].Add(visit);
            Place(visit, events, old);
        }

        plan.Gone.AddRange(free);
    }

    private void Place(Visit visit, List<Event> events, Dictionary<Event, EventTable.StoredRow> old)
    {
        foreach (var e in events)
        {
            var placed = new PlacedEvent(e, visit);
            if (!old.TryGetValue(e, out var row))
                plan.Events.Add(placed);
            else if (row.Visit != visit.Number || row.VisitAcquisition != visit.Acquisition || row.Own != placed.Own)
                plan.Changes.Add(new EventChange(e.Project, e.Id, e.Time, visit, placed.Own));
        }
    }

    private void Extend(VisitorKey visitor, Neighbourhood place)
    {
        var extension = new VisitExtension([.. plan.Visits[visitor], .. place.Touched], nextNumber);
        foreach (var e in place.News)
            plan.Events.Add(extension.AddOrAttach(e));
        plan.NotWalked += extension.Undecided;
        plan.Visits[visitor] = extension.Visits;
    }
}
