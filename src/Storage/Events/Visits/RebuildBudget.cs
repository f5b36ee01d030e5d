namespace Footfall.Storage.Events.Visits;

/// <summary>
/// Decides whose stored events one commit may read and walk anew: what a stranger sends must not cost more than in proportion to what is sent. A weight
/// is a number of stored events; long texts count as more than one.
/// </summary>
/// <param name="most">For one visitor, and read at once.</param>
/// <param name="news">New events of the commit.</param>
internal sealed class RebuildBudget(int most, int news)
{
    /// <summary>Stored events that a commit may read for each new one, beside what one visitor may need: imports in no order read some for nearly each.</summary>
    private const int StoredPerNew = 8;

    private long left = most + ((long)news * StoredPerNew);

    /// <summary>
    /// Splits into groups that are read at once and those who are too large. The lightest come first, so that the heavy visits of a stranger take nothing
    /// from others.
    /// </summary>
    public (List<List<T>> Groups, List<T> TooLarge) Split<T>(IEnumerable<(T Of, long Weight)> all)
    {
        List<List<T>> groups = [];
        List<T> tooLarge = [];
        var inGroup = 0L;
        foreach (var (of, weight) in all.OrderBy(one => one.Weight))
        {
            if (weight > most || weight > left)
            {
                tooLarge.Add(of);
                continue;
            }

            left -= weight;
            if (groups.Count == 0 || inGroup + weight > most)
            {
                groups.Add([]);
                inGroup = 0;
            }

            groups[^1].Add(of);
            inGroup += weight;
        }

        return (groups, tooLarge);
    }
}
