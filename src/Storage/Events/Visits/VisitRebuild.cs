using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>
/// The slow and always right way: reads the stored events of every visit that new events can bear on, walks them together with the new ones, and says
/// which rows change. A visit keeps its number where some of its events stay together.
/// </summary>
internal sealed class VisitRebuild(VisitReader store, VisitPlan plan, Func<long> nextNumber)
{
    public void Run(Dictionary<VisitorKey, List<Event>> undecided)
    {
        var all = store.All([.. undecided.Keys]);
        Dictionary<VisitorKey, List<Visit>> touched = [];
        foreach (var (visitor, news) in undecided)
        {
            var visits = all.GetValueOrDefault(visitor) ?? [];
            var near = touched[visitor] = Touched(visits, news);
            plan.Visits[visitor] = [.. visits.Except(near)];
            if (visits.Exists(v => v.NeedsNumber) || news.Exists(e => e.ClientVisitor is not null))
                plan.Renumber.Add(visitor);
        }

        var stored = store.EventsOf([.. touched.Values.SelectMany(v => v)]).ToLookup(row => VisitorKey.Of(row.Event));
        foreach (var (visitor, news) in undecided)
            Walk(visitor, [.. stored[visitor]], news, touched[visitor]);
    }

    /// <summary>The visits that new events are near, and those near these, and so on.</summary>
    private static List<Visit> Touched(List<Visit> visits, List<Event> news)
    {
        var spans = news.ConvertAll(e => (From: e.Time, To: e.Time));
        List<Visit> touched = [];
        List<Visit> rest = [.. visits];
        int found;
        do
        {
            var near = rest.FindAll(v => spans.Exists(s => s.From - v.Last.Time < VisitRule.Gap && v.First.Time - s.To < VisitRule.Gap));
            found = near.Count;
            touched.AddRange(near);
            rest.RemoveAll(near.Contains);
            spans = near.ConvertAll(v => (v.First.Time, v.Last.Time));
        }
        while (found > 0);
        return touched;
    }

    private void Walk(VisitorKey visitor, List<EventTable.StoredRow> stored, List<Event> news, List<Visit> before)
    {
        var old = stored.ToDictionary(row => row.Event, row => row);
        foreach (var visit in stored.GroupBy(row => row.Visit))
        {
            // Own acquisitions are not written for the first events of visits, which share their visit's.
            var first = visit.MinBy(row => EventOrder.Of(row.Event))!;
            first.Event.Acquisition = first.VisitAcquisition;
        }

        var ordered = old.Keys.Concat(news).OrderBy(EventOrder.Of);
        var walked = VisitRule.Walk(ordered, e => e, () => 0);
        var free = before.Select(v => v.Number).ToHashSet();
        foreach (var (visit, events) in walked)
        {
            var number = events.Select(e => old.TryGetValue(e, out var row) ? row.Visit!.Value : 0).FirstOrDefault(free.Contains);
            Keep(visitor, visit, events, old, free.Remove(number) ? number : nextNumber(), before);
        }

        plan.Gone.AddRange(free);
    }

    private void Keep(
        VisitorKey visitor, Visit visit, List<Event> events, Dictionary<Event, EventTable.StoredRow> old, long number, List<Visit> before)
    {
        visit.Number = number;
        visit.Stored = before.Exists(v => v.Number == number);
        visit.VisitNumber = before.Find(v => v.Number == number)?.VisitNumber;
        plan.Visits[visitor].Add(visit);
        foreach (var e in events)
        {
            if (!old.TryGetValue(e, out var row))
            {
                plan.Events.Add(new PlacedEvent(e, visit));
                continue;
            }

            var own = new PlacedEvent(e, visit).Own;
            if (row.Visit != number || row.VisitAcquisition != visit.Acquisition || row.Own != own)
                plan.Changes.Add(new EventChange(e, visit, own));
        }
    }
}
