using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>What a commit's events do to visits.</summary>
internal sealed class VisitPlan
{
    public List<PlacedEvent> Events { get; } = [];

    /// <summary>All visits in memory of each visitor that had events.</summary>
    public Dictionary<VisitorKey, List<Visit>> Visits { get; } = [];

    /// <summary>Visits whose rows are to go, because others have taken all of their events.</summary>
    public List<long> Gone { get; } = [];

    public List<EventChange> Changes { get; } = [];

    /// <summary>Visitors whose visits may no longer be numbered in order.</summary>
    public HashSet<VisitorKey> Renumber { get; } = [];

    /// <summary>New events of which walking would have told more than the visits' rows did.</summary>
    public int NotWalked { get; set; }

    /// <summary>The spans of time, ends included, within which stored visits were taken apart and made anew.</summary>
    public List<(ProjectNumber Project, DateTime From, DateTime To)> Rebuilt { get; } = [];

    public IEnumerable<Visit> Changed => Visits.Values.SelectMany(v => v).Where(v => v.Changed);
}
