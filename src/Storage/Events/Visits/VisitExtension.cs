using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>
/// Decides, without looking at stored events, where new events of one visitor go, as long as they begin visits, follow the known ones, or fall inside a
/// single one. Whatever could join or split visits or change their first event is refused: then the visitor's events have to be read and walked anew.
/// Events must be tried in <see cref="EventOrder"/>: then each visit is looked at only while it is near, and few are at once.
/// </summary>
internal sealed class VisitExtension
{
    private readonly Func<long> nextNumber;

    /// <summary>Known visits by their start, of which those from <see cref="next"/> on begin too late for the events tried so far.</summary>
    private readonly Visit[] byStart;
    private readonly List<Visit> near = [];
    private int next;

    /// <param name="visits">The visits known, which must include all that are <see cref="VisitRule.Near"/> any event tried. Visits begun are added.</param>
    public VisitExtension(List<Visit> visits, Func<long> nextNumber)
    {
        (Visits, this.nextNumber) = (visits, nextNumber);
        byStart = [.. visits];
        Array.Sort(byStart, static (left, right) => left.First.Time.CompareTo(right.First.Time));
    }

    public List<Visit> Visits { get; }

    /// <summary>Events that <see cref="TryAdd"/> would have refused.</summary>
    public int Undecided { get; private set; }

    /// <returns>The visit, with the event counted in; null where it cannot be decided from what is known.</returns>
    public Visit? TryAdd(Event e)
    {
        GoTo(e.Time);
        var visit = near switch
        {
            [] => Begin(e),
            _ when near.TrueForAll(v => v.EndsBefore(e)) => TiedForLast() ? null : VisitRule.Choose(near, e) ?? Begin(e),
            [var only] when VisitRule.SameSession(only, e) && only.CanTake(e) => only,
            _ => null,
        };
        visit?.Add(e);
        return visit;
    }

    /// <summary>
    /// Puts an event into a visit by what is known of visits. Where that does not suffice, into the nearest one that can have its session, without which
    /// one begins as long as there is room.
    /// </summary>
    public PlacedEvent AddOrAttach(Event e)
    {
        if (TryAdd(e) is { } decided)
            return new PlacedEvent(e, decided);
        Undecided++;
        var nearest = near.Where(v => VisitRule.SameSession(v, e)).MinBy(v => v.DistanceTo(e.Time))
            ?? (near.Count < VisitRule.MostOpen ? null : near.MinBy(v => v.DistanceTo(e.Time)));
        if (nearest is not null && !nearest.CanTake(e))
        {
            nearest.Attach(e);
            return new PlacedEvent(e, nearest) { IsAttached = true };
        }

        var visit = nearest ?? Begin(e);
        visit.Add(e);
        return new PlacedEvent(e, visit);
    }

    private void GoTo(DateTime time)
    {
        near.RemoveAll(v => time - v.Last.Time >= VisitRule.Gap);
        for (; next < byStart.Length && byStart[next].First.Time - time < VisitRule.Gap; next++)
        {
            if (VisitRule.Near(byStart[next], time))
                near.Add(byStart[next]);
        }
    }

    /// <summary>Two visits whose last events have the same time, and the ids that would decide between them are not known.</summary>
    private bool TiedForLast()
    {
        if (near.Count < 2)
            return false;
        var last = near.Max(v => v.Last.Time);
        var tied = near.FindAll(v => v.Last.Time == last);
        return tied.Count > 1 && tied.Exists(v => !v.OrderKnown);
    }

    private Visit Begin(Event e)
    {
        var visit = Visit.BeginWith(e, nextNumber());
        Visits.Add(visit);
        near.Add(visit);
        return visit;
    }
}
