namespace Footfall.Storage.Events.Changes;

/// <summary>At which moment each hour of one project changed last. Not thread-safe.</summary>
/// <param name="most">Hours that are told apart.</param>
internal sealed class ChangedHours(int most)
{
    private readonly Dictionary<long, long> moments = [];
    private long newest = -1;
    private long all = -1;

    public static long Of(DateTime time) => time.Ticks / TimeSpan.TicksPerHour;

    /// <param name="to">Included.</param>
    public void Mark(long moment, DateTime from, DateTime to)
    {
        newest = moment;
        var (first, last) = (Of(from), Of(to));
        if (last - first >= most)
        {
            MarkAll(moment);
            return;
        }

        for (var hour = first; hour <= last; hour++)
            moments[hour] = moment;
        if (moments.Count > most)
            MarkAll(moment);
    }

    /// <param name="last">Included.</param>
    public bool ChangedSince(long moment, long first, long last)
    {
        if (newest <= moment || all > moment)
            return all > moment;
        if (last - first > moments.Count)
            return moments.Any(hour => hour.Value > moment && hour.Key >= first && hour.Key <= last);
        for (var hour = first; hour <= last; hour++)
        {
            if (moments.TryGetValue(hour, out var changed) && changed > moment)
                return true;
        }

        return false;
    }

    /// <summary>Says more than is true, so that memory stays bounded.</summary>
    private void MarkAll(long moment)
    {
        all = moment;
        moments.Clear();
    }
}
