using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>
/// The rule of visits, for one visitor, walking the events in <see cref="EventOrder"/>. A visit is open for less than 30 minutes after its last event:
/// an event 30 minutes or more after it finds it closed. An event without a session joins the open visit that the event before it is in. An event with
/// a session joins the open visit of that session, else the open visit that has no session yet. What finds no visit begins one; but where
/// <see cref="MostOpen"/> visits are open, a session that has none of them is not heeded.
/// </summary>
/// <remarks>Without sessions this is the plain 30-minute rule. No I/O, no state: the same events give the same visits in whatever order they arrived.</remarks>
internal static class VisitRule
{
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Visits of one visitor that are open at once: more than anybody has tabs with sessions of their own. Sessions are a stranger's to choose, and each
    /// event is compared with every open visit.
    /// </summary>
    public const int MostOpen = 16;

    /// <summary>The visit that an event joins, or null where it begins one. The event comes after all events of the visits given.</summary>
    public static Visit? Choose(IEnumerable<Visit> visits, Event e)
    {
        var open = 0;
        Visit? latest = null;
        Visit? withoutSession = null;
        foreach (var visit in visits)
        {
            if (e.Time - visit.Last.Time >= Gap)
                continue;
            open++;
            if (e.Session is not null && e.Session == visit.Session)
                return visit;
            if (visit.Session is null)
                withoutSession = visit;
            if (latest is null || visit.Last > latest.Last)
                latest = visit;
        }

        return e.Session is null ? latest : withoutSession ?? (open >= MostOpen ? latest : null);
    }

    /// <summary>True where one's presence can bear on the other: they are less than 30 minutes apart.</summary>
    public static bool Near(Visit visit, DateTime time) => time - visit.Last.Time < Gap && visit.First.Time - time < Gap;

    /// <summary>True where both could be in one visit as far as sessions go.</summary>
    public static bool SameSession(Visit visit, Event e) => visit.Session is null || e.Session is null || visit.Session == e.Session;

    /// <summary>All visits of one visitor's events, given in order. <paramref name="nextNumber"/> is called once a visit.</summary>
    public static List<(Visit Visit, List<T> Events)> Walk<T>(IEnumerable<T> ordered, Func<T, Event> of, Func<long> nextNumber)
    {
        List<(Visit Visit, List<T> Events)> all = [];
        Dictionary<Visit, List<T>> members = [];
        List<Visit> open = [];
        foreach (var item in ordered)
        {
            var e = of(item);
            open.RemoveAll(v => e.Time - v.Last.Time >= Gap);
            var visit = Choose(open, e);
            if (visit is null)
            {
                visit = Visit.BeginWith(e, nextNumber());
                open.Add(visit);
                members[visit] = [];
                all.Add((visit, members[visit]));
            }

            visit.Add(e);
            members[visit].Add(item);
        }

        return all;
    }
}
