namespace Footfall.Storage.Events.Visits;

/// <summary>
/// The visits that new events are likely to belong to. It knows from when on it is complete, so that finding nothing is an answer. Owned by the writer,
/// who changes visits in place while it commits and clears everything when a commit fails.
/// </summary>
/// <param name="capacity">In visits of the usual <see cref="Visit.Weight"/>.</param>
internal sealed class RecentVisits(int capacity)
{
    private readonly Dictionary<VisitorKey, (List<Visit> Visits, int Weight)> byVisitor = [];

    /// <summary>Every stored visit that ended after this is here. The end of time: nothing is promised.</summary>
    private DateTime completeAfter = DateTime.MaxValue;

    public int Weight { get; private set; }

    /// <summary>False until the store has been read.</summary>
    public bool IsWarm => completeAfter != DateTime.MaxValue;

    /// <summary>True where every stored visit near a moment is here.</summary>
    public bool Covers(DateTime time) => IsWarm && time - completeAfter >= VisitRule.Gap;

    public IReadOnlyList<Visit> Of(VisitorKey visitor) => byVisitor.TryGetValue(visitor, out var known) ? known.Visits : [];

    /// <summary>Begins anew with visits read from the store.</summary>
    public void Load(IEnumerable<Visit> visits, DateTime completeAfter)
    {
        Clear();
        this.completeAfter = completeAfter;
        foreach (var visitor in visits.GroupBy(v => v.Visitor))
            Replace(visitor.Key, [.. visitor]);
        Shrink();
    }

    /// <summary>Puts what a commit has stored in place of what was known of a visitor.</summary>
    public void Replace(VisitorKey visitor, List<Visit> visits)
    {
        Weight -= byVisitor.TryGetValue(visitor, out var known) ? known.Weight : 0;
        byVisitor.Remove(visitor);
        if (visits.Count == 0)
            return;
        var weight = visits.Sum(v => v.Weight);
        byVisitor[visitor] = (visits, weight);
        Weight += weight;
    }

    /// <summary>Forgets everything, since the store may say otherwise.</summary>
    public void Clear()
    {
        byVisitor.Clear();
        Weight = 0;
        completeAfter = DateTime.MaxValue;
    }

    /// <summary>Keeps within the capacity by letting go of the visits that ended first.</summary>
    public void Shrink()
    {
        if (Weight <= capacity)
            return;
        var kept = 0;
        var tooMany = byVisitor.Values.SelectMany(v => v.Visits).OrderByDescending(v => v.Last.Time).SkipWhile(v => (kept += v.Weight) <= capacity * 3 / 4);
        ForgetUntil(tooMany.First().Last.Time);
    }

    /// <summary>Lets go of the visits that ended at or before a moment.</summary>
    public void ForgetUntil(DateTime end)
    {
        if (!IsWarm)
            return;
        completeAfter = completeAfter > end ? completeAfter : end;
        foreach (var (visitor, (visits, _)) in byVisitor.ToList())
        {
            if (visits.RemoveAll(v => v.Last.Time <= completeAfter) > 0)
                Replace(visitor, visits);
        }
    }
}
