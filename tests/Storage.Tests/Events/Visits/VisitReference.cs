using Footfall.Events;

namespace Footfall.Storage.Tests.Events.Visits;

/// <summary>
/// The rule of visits as docs/metrics.md and the store's own documentation say it, written a second time and as slowly as it reads: all events at once,
/// sorted, one pass, no memory of batches.
/// </summary>
internal static class VisitReference
{
    private const int MostOpen = 16;
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(30);

    /// <summary>One line a visit, in an order that depends on its events only.</summary>
    /// <param name="mistake">For the proof that a wrong rule is found.</param>
    public static List<string> Visits(IEnumerable<Event> events, Mistake mistake = Mistake.None) =>
        [.. events.Where(e => e.Visitor is not null)
            .GroupBy(e => (e.Project, e.Visitor, e.BotReason is not null && mistake != Mistake.BotsJoinPeople))
            .SelectMany(visitor => Walk([.. Ordered(visitor, mistake)], mistake))
            .Select(Describe)
            .Order(StringComparer.Ordinal)];

    /// <summary>What the store has to say of a visit of these events.</summary>
    public static string Describe(IReadOnlyList<Event> events)
    {
        var pages = events.Where(e => e.Name == EventNames.Pageview).ToList();
        var counted = events.Where(e => !EventNames.IsNeverCounted(e.Name)).ToList();
        var bounce = pages.Count <= 1 && !counted.Exists(e => e.Interactive && e.Name != EventNames.Pageview);
        return string.Join(
            '|',
            string.Join(',', events.Select(e => e.Id).Order()),
            events[0].Time.ToString("O"),
            events[^1].Time.ToString("O"),
            pages.Count,
            counted.Count,
            bounce,
            pages.FirstOrDefault()?.Path,
            pages.LastOrDefault()?.Path,
            events[0].Acquisition.Source,
            events.LastOrDefault(e => e.User is not null)?.User,
            events.FirstOrDefault(e => e.Session is not null)?.Session,
            events.FirstOrDefault(e => e.FirstTouch is not null)?.FirstTouch is { } first ? first.Source ?? "Direct / None" : null);
    }

    private static IEnumerable<Event> Ordered(IEnumerable<Event> visitor, Mistake mistake) =>
        mistake == Mistake.OrderOfArrival ? visitor : visitor.OrderBy(e => e.Time).ThenBy(e => e.Id);

    private static List<List<Event>> Walk(List<Event> sorted, Mistake mistake)
    {
        List<List<Event>> visits = [];
        Event? before = null;
        foreach (var e in sorted)
        {
            var open = visits.Where(v => e.Time - v[^1].Time is var pause && (pause < Gap || (pause == Gap && mistake == Mistake.HalfAnHourIsStillOpen))).ToList();
            var latest = open.Find(v => v.Contains(before!));
            var visit = e.Session is null || mistake == Mistake.SessionsDoNotMatter
                ? latest
                : open.Find(v => SessionOf(v) == e.Session) ?? (mistake == Mistake.SessionsDoNotAdopt ? null : open.Find(v => SessionOf(v) is null));
            if (open.Count >= MostOpen && mistake != Mistake.AnyNumberIsOpen)
                visit ??= latest;
            if (visit is null)
                visits.Add(visit = []);
            visit.Add(e);
            before = e;
        }

        return visits;
    }

    /// <summary>Ways in which the rule could be wrong.</summary>
    internal enum Mistake
    {
        None,
        HalfAnHourIsStillOpen,
        SessionsDoNotMatter,
        SessionsDoNotAdopt,
        AnyNumberIsOpen,
        BotsJoinPeople,
        OrderOfArrival,
    }

    private static string? SessionOf(List<Event> visit) => visit.Find(e => e.Session is not null)?.Session;
}
