namespace Footfall.AspNetCore.Metrics;

/// <summary>One combination of labels of an instrument, and what was measured under it. Thread-safe.</summary>
internal sealed class Series(KeyValuePair<string, string>[] labels, double[] bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private double _value;
    private long _count;

    public KeyValuePair<string, string>[] Labels => labels;

    public void Add(double value)
    {
        lock (_gate) _value += value;
    }

    public void Set(double value)
    {
        lock (_gate) _value = value;
    }

    public void Observe(double value)
    {
        var place = 0;
        while (place < bounds.Length && value > bounds[place]) place++;
        lock (_gate)
        {
            _value += value;
            _count++;
            _buckets[place]++;
        }
    }

    /// <summary>All of one moment: the value or sum, the count, and how many fell into each bucket.</summary>
    public (double Value, long Count, long[] Buckets) Read()
    {
        lock (_gate) return (_value, _count, [.. _buckets]);
    }
}
