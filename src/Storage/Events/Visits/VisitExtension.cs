using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>
/// Decides, without looking at stored events, where new events of one visitor go, as long as they begin visits, follow the known ones, or fall inside a
/// single one. Whatever could join or split visits or change their first event is refused: then the visitor's events have to be read and walked anew.
/// </summary>
internal sealed class VisitExtension(List<Visit> visits, Func<long> nextNumber)
{
    /// <summary>The visits known, which must include all that are <see cref="VisitRule.Near"/> any event tried. Visits begun are added.</summary>
    public List<Visit> Visits => visits;

    /// <returns>The visit, with the event counted in; null where it cannot be decided from what is known.</returns>
    public Visit? TryAdd(Event e)
    {
        var near = visits.FindAll(v => VisitRule.Near(v, e.Time));
        var visit = near switch
        {
            [] => Begin(e),
            _ when near.TrueForAll(v => v.EndsBefore(e)) => TiedForLast(near) ? null : VisitRule.Choose(near, e) ?? Begin(e),
            [var only] when VisitRule.SameSession(only, e) && only.CanTake(e) => only,
            _ => null,
        };
        visit?.Add(e);
        return visit;
    }

    /// <summary>Two visits whose last events have the same time, and the ids that would decide between them are not known.</summary>
    private static bool TiedForLast(List<Visit> near) =>
        near.Count > 1 && near.Exists(v => !v.OrderKnown && near.Exists(other => other != v && other.Last.Time == v.Last.Time));

    private Visit Begin(Event e)
    {
        var visit = Visit.BeginWith(e, nextNumber());
        visits.Add(visit);
        return visit;
    }
}
