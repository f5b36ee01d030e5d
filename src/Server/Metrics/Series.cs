namespace Footfall.Server.Metrics;

/// <summary>The running sums of one combination of tags. Thread-safe.</summary>
public sealed class Series(KeyValuePair<string, object?>[] tags, int bounds)
{
    private readonly long[] buckets = new long[bounds + 1];
    private double value;
    private long count;

    public IReadOnlyList<KeyValuePair<string, object?>> Tags => tags;

    /// <summary>The sum of a counter or histogram, the last value of a gauge.</summary>
    public double Value => Volatile.Read(ref value);

    public long Count => Interlocked.Read(ref count);

    /// <summary>Observations at or below each bound, not yet summed up; the last is what lies above all bounds.</summary>
    public long Bucket(int index) => Interlocked.Read(ref buckets[index]);

    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (others.Length != tags.Length) return false;
        for (var i = 0; i < tags.Length; i++)
        {
            if (!ReferenceEquals(tags[i].Key, others[i].Key) && tags[i].Key != others[i].Key) return false;
            if (!Equals(tags[i].Value, others[i].Value)) return false;
        }

        return true;
    }

    public void Set(double to) => Volatile.Write(ref value, to);

    public void Add(double amount)
    {
        double seen;
        do seen = Volatile.Read(ref value);
        while (Interlocked.CompareExchange(ref value, seen + amount, seen) != seen);
    }

    public void Observe(double observed, double[] upperBounds)
    {
        var index = Array.FindIndex(upperBounds, bound => observed <= bound);
        Interlocked.Increment(ref buckets[index < 0 ? upperBounds.Length : index]);
        Interlocked.Increment(ref count);
        Add(observed);
    }
}
