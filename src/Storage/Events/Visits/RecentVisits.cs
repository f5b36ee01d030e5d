namespace Footfall.Storage.Events.Visits;

/// <summary>
/// The visits that new events are likely to belong to. It knows from when on it is complete, so that finding nothing is an answer. Owned by the writer,
/// who changes visits in place while it commits and clears everything when a commit fails.
/// </summary>
internal sealed class RecentVisits(int capacity)
{
    private readonly Dictionary<VisitorKey, List<Visit>> byVisitor = [];

    /// <summary>Every stored visit that ended after this is here. The end of time: nothing is promised.</summary>
    private DateTime completeAfter = DateTime.MaxValue;

    public int Count { get; private set; }

    /// <summary>False until the store has been read.</summary>
    public bool IsWarm => completeAfter != DateTime.MaxValue;

    /// <summary>True where every stored visit near a moment is here.</summary>
    public bool Covers(DateTime time) => IsWarm && time - completeAfter >= VisitRule.Gap;

    public IReadOnlyList<Visit> Of(VisitorKey visitor) => byVisitor.TryGetValue(visitor, out var visits) ? visits : [];

    /// <summary>Begins anew with visits read from the store.</summary>
    public void Load(IEnumerable<Visit> visits, DateTime completeAfter)
    {
        Clear();
        this.completeAfter = completeAfter;
        foreach (var visit in visits)
        {
            if (!byVisitor.TryGetValue(visit.Visitor, out var list))
                byVisitor[visit.Visitor] = list = [];
            list.Add(visit);
            Count++;
        }

        Shrink();
    }

    /// <summary>Puts what a commit has stored in place of what was known of a visitor.</summary>
    public void Replace(VisitorKey visitor, List<Visit> visits)
    {
        Count += visits.Count - Of(visitor).Count;
        byVisitor[visitor] = visits;
    }

    /// <summary>Forgets everything, since the store may say otherwise.</summary>
    public void Clear()
    {
        byVisitor.Clear();
        Count = 0;
        completeAfter = DateTime.MaxValue;
    }

    /// <summary>Keeps within the capacity by letting go of the visits that ended first.</summary>
    public void Shrink()
    {
        if (Count <= capacity)
            return;
        var ends = byVisitor.Values.SelectMany(v => v).Select(v => v.Last.Time).ToArray();
        Array.Sort(ends);
        ForgetUntil(ends[ends.Length - (capacity * 3 / 4) - 1]);
    }

    /// <summary>Lets go of the visits that ended at or before a moment.</summary>
    public void ForgetUntil(DateTime end)
    {
        if (!IsWarm)
            return;
        completeAfter = completeAfter > end ? completeAfter : end;
        foreach (var (visitor, visits) in byVisitor)
        {
            Count -= visits.RemoveAll(v => v.Last.Time <= completeAfter);
            if (visits.Count == 0)
                byVisitor.Remove(visitor);
        }
    }
}
