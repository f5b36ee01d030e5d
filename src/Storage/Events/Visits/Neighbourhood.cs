using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>
/// What of one visitor's stored visits new events can bear on: the visits that they are near, and those near these, and so on. How far that goes is not
/// known before it is read, so visits are read for a window of time that grows until nothing touched is near its edges.
/// </summary>
internal sealed class Neighbourhood
{
    private TimeSpan margin = 2 * VisitRule.Gap;

    /// <param name="news">At least one event, in order.</param>
    public Neighbourhood(List<Event> news)
    {
        News = news;
        (From, To) = (news[0].Time - margin, news[^1].Time + margin);
    }

    public List<Event> News { get; }

    /// <summary>Visits that ended after it are to be read.</summary>
    public DateTime From { get; private set; }

    /// <summary>Visits that began before it are to be read.</summary>
    public DateTime To { get; private set; }

    public List<Visit> Touched { get; private set; } = [];

    /// <summary>Read as well, and near nothing.</summary>
    public List<Visit> Others { get; private set; } = [];

    /// <summary>When the first of the new events and the touched visits began.</summary>
    public DateTime First => Touched.Select(v => v.First.Time).Append(News[0].Time).Min();

    /// <summary>When the last of them ended.</summary>
    public DateTime Last => Touched.Select(v => v.Last.Time).Append(News[^1].Time).Max();

    /// <summary>Reaches further than can be read: what was read last is all that is known.</summary>
    public bool IsBoundless { get; private set; }

    /// <summary>True once a window was read; the first one holds all that the new events are near to themselves.</summary>
    public bool WasRead { get; private set; }

    /// <summary>Stays with what was read last.</summary>
    public void StopReading() => IsBoundless = true;

    /// <summary>Takes the visits of the window. False where the window, which has grown, must be read again.</summary>
    /// <param name="most">So many touched visits are known to be too many: no more are looked for.</param>
    public bool Take(List<Visit> visits, int most)
    {
        WasRead = true;
        Touched = Reach(visits, News);
        var touched = Touched.ToHashSet();
        Others = visits.FindAll(v => !touched.Contains(v));
        var (first, last) = (First, Last);
        if (Touched.Count > most || (From <= first - VisitRule.Gap && To >= last + VisitRule.Gap))
            return true;
        margin *= 2;
        (From, To) = (first - margin, last + margin);
        return false;
    }

    /// <summary>One pass over visits and events by their start: whatever begins less than the gap after all before it has ended belongs to one run.</summary>
    private static List<Visit> Reach(List<Visit> visits, List<Event> news)
    {
        var spans = visits.Select(v => (From: v.First.Time, To: v.Last.Time, Visit: (Visit?)v)).Concat(news.Select(e => (From: e.Time, To: e.Time, Visit: (Visit?)null)));
        List<Visit> touched = [];
        List<Visit> run = [];
        var (end, hasNews) = (DateTime.MinValue, false);
        foreach (var span in spans.OrderBy(s => s.From))
        {
            if (span.From - end >= VisitRule.Gap)
            {
                EndRun();
                end = span.To;
            }

            if (span.Visit is { } visit)
                run.Add(visit);
            hasNews |= span.Visit is null;
            end = span.To > end ? span.To : end;
        }

        EndRun();
        return touched;

        void EndRun()
        {
            if (hasNews)
                touched.AddRange(run);
            run.Clear();
            hasNews = false;
        }
    }
}
