using System.Security.Cryptography;
using Footfall.Events;

namespace Footfall.Storage.Events.Duplicates;

/// <summary>
/// Tells which events have certainly not been stored within the window. One chain of filters a day of receipt; whole days are let go. It is filled by
/// commits from the start and, once, by a scan of the store; before that, and where memory did not suffice, it says so by <see cref="CompleteFrom"/>,
/// and the store itself is asked. Thread-safe: the scan runs beside commits.
/// </summary>
internal sealed class DuplicateFilter(long maxBytes)
{
    /// <summary>An event with an id that was received at most this long before it is a duplicate.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(8);

    private const int SmallestFilter = 1 << 14;
    private const int LargestFilter = 1 << 21;

    private readonly Lock gate = new();
    private readonly SortedDictionary<long, List<BlockedBloom>> days = [];
    private readonly EventIdHash hash = new(RandomSeed(), RandomSeed());
    private DateTime completeFrom = DateTime.MaxValue;
    private DateTime letGoUntil = DateTime.MinValue;
    private long bytes;

    /// <summary>Every stored event received from here on has been added.</summary>
    public DateTime CompleteFrom
    {
        get
        {
            lock (gate) return completeFrom;
        }
    }

    /// <summary>Says that a scan, begun after the first commit's additions, has added everything received from a moment on.</summary>
    public void Completed(DateTime from)
    {
        lock (gate)
        {
            // Days may have been let go meanwhile, for want of memory.
            var kept = letGoUntil > from ? letGoUntil : from;
            completeFrom = kept;
        }
    }

    /// <summary>Must be called before the event's commit, so that a scan which does not see the commit need not.</summary>
    public void Add(ProjectNumber project, Guid id, DateTime receivedAt)
    {
        var key = hash.Of(project, id);
        var day = receivedAt.Ticks / TimeSpan.TicksPerDay;
        lock (gate)
        {
            if (receivedAt < letGoUntil)
                return;
            if (!days.TryGetValue(day, out var filters))
                days[day] = filters = [];
            if (filters.Count == 0 || filters[^1].IsFull)
                filters.Add(Grow(filters));
            filters[^1].Add(key);
        }
    }

    public bool MayContain(ProjectNumber project, Guid id)
    {
        var key = hash.Of(project, id);
        lock (gate)
        {
            foreach (var filters in days.Values)
            {
                foreach (var filter in filters)
                {
                    if (filter.MayContain(key))
                        return true;
                }
            }

            return false;
        }
    }

    /// <summary>Lets go of days that no window reaches, and of the oldest ones where memory is short.</summary>
    public void Trim(DateTime now)
    {
        var oldest = (now - Window).Ticks / TimeSpan.TicksPerDay - 1;
        lock (gate)
        {
            while (days.Count > 0 && (days.Keys.First() < oldest || bytes > maxBytes))
            {
                var day = days.Keys.First();
                bytes -= days[day].Sum(f => f.Bytes);
                days.Remove(day);
                letGoUntil = new DateTime((day + 1) * TimeSpan.TicksPerDay, DateTimeKind.Utc);
                if (completeFrom < letGoUntil)
                    completeFrom = letGoUntil;
            }
        }
    }

    private static ulong RandomSeed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;

    private BlockedBloom Grow(List<BlockedBloom> filters)
    {
        var filter = new BlockedBloom(filters.Count == 0 ? SmallestFilter : Math.Min(filters[^1].Capacity * 4, LargestFilter));
        bytes += filter.Bytes;
        return filter;
    }
}
