using System.Runtime.InteropServices;
using Footfall.Events;
using Footfall.Ingestion.Journal.Codec;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>Counts by project, hour, entry and reason. Not thread-safe.</summary>
internal sealed class LedgerCounts
{
    private readonly Dictionary<Key, long> counts = [];

    public bool IsEmpty => counts.Count == 0;

    public long this[ProjectNumber project, DateTime hour, LedgerEntry entry, DropReason? reason = null] =>
        counts.GetValueOrDefault(new Key(project.Value, HourOf(hour), entry, reason ?? 0));

    /// <summary>Sum of all counts, whatever they count.</summary>
    public long Total => counts.Values.Sum();

    public void Clear() => counts.Clear();

    public void Add(ProjectNumber project, DateTime time, LedgerEntry entry, DropReason? reason, long count)
    {
        if (count != 0) Add(new Key(project.Value, HourOf(time), entry, reason ?? 0), count);
    }

    /// <summary>Received, dropped and opted out; and, for what is kept, journalled.</summary>
    public void Add(JournalEntry entry)
    {
        Add(entry.Project, entry.ReceivedAt, LedgerEntry.Received, null, entry.Received);
        Add(entry.Project, entry.ReceivedAt, LedgerEntry.Journalled, null, entry.Kept);
        Add(entry.Project, entry.ReceivedAt, LedgerEntry.OptOutKept, null, entry.OptOutKept);
        for (var i = 0; i < entry.Drops.Count; i++)
            Add(entry.Project, entry.ReceivedAt, LedgerEntry.Dropped, entry.Drops[i].Reason, entry.Drops[i].Count);
    }

    public void Add(LedgerCounts other)
    {
        foreach (var (key, count) in other.counts) Add(key, count);
    }

    /// <summary>Adds the other's counts of one entry.</summary>
    public void AddOnly(LedgerEntry entry, LedgerCounts other)
    {
        foreach (var (key, count) in other.counts)
        {
            if (key.Entry == entry) Add(key, count);
        }
    }

    public void Subtract(LedgerCounts other)
    {
        foreach (var (key, count) in other.counts)
        {
            var left = counts.GetValueOrDefault(key) - count;
            if (left == 0) counts.Remove(key);
            else counts[key] = left;
        }
    }

    public List<LedgerDelta> ToDeltas()
    {
        var deltas = new List<LedgerDelta>(counts.Count);
        foreach (var (key, count) in counts)
            deltas.Add(new LedgerDelta(new ProjectNumber(key.Project), TimeOf(key.Hour), key.Entry, key.Reason == 0 ? null : key.Reason, count));
        return deltas;
    }

    public void WriteTo(ByteWriter target)
    {
        target.WriteVarint((uint)counts.Count);
        foreach (var (key, count) in counts)
        {
            target.WriteVarint((uint)key.Project);
            target.WriteVarint((uint)key.Hour);
            target.WriteByte((byte)key.Entry);
            target.WriteByte((byte)key.Reason);
            target.WriteSignedVarint(count);
        }
    }

    /// <exception cref="EventFormatException">The bytes are anything else.</exception>
    public static LedgerCounts ReadFrom(ref ByteReader source)
    {
        var counts = new LedgerCounts();
        for (var left = source.ReadCount(5); left > 0; left--)
        {
            var project = (int)source.ReadVarint(int.MaxValue);
            // The last hour that a DateTime can say.
            var hour = (int)source.ReadVarint((uint)(DateTime.MaxValue.Ticks / TimeSpan.TicksPerHour));
            var key = new Key(project, hour, (LedgerEntry)source.ReadByte(), (DropReason)source.ReadByte());
            if (project == 0 || key.Entry is < LedgerEntry.Received or > LedgerEntry.OptOutKept) throw new EventFormatException("A ledger count is malformed.");
            counts.Add(key, source.ReadSignedVarint());
        }

        return counts;
    }

    private void Add(Key key, long count) => CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += count;

    private static int HourOf(DateTime time) => (int)(time.Ticks / TimeSpan.TicksPerHour);

    private static DateTime TimeOf(int hour) => new(hour * TimeSpan.TicksPerHour, DateTimeKind.Utc);

    /// <param name="Hour">Hours since the year 1.</param>
    /// <param name="Reason">Zero: none.</param>
    private readonly record struct Key(int Project, int Hour, LedgerEntry Entry, DropReason Reason);
}
