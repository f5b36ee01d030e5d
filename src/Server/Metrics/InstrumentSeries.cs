using System.Diagnostics.Metrics;

namespace Footfall.Server.Metrics;

/// <summary>
/// One instrument's series, one a combination of tag values. There are few (routes, outcomes, reasons), so a linear search by value finds one without allocating.
/// At most <see cref="MostSeries"/> are kept; measurements of further combinations go to the last one, marked <c>overflow</c>.
/// </summary>
public sealed class InstrumentSeries(Instrument instrument)
{
    public const int MostSeries = 512;

    private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly double[] Sizes = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
    private readonly Lock adding = new();
    private volatile Series[] all = [];

    public Instrument Instrument { get; } = instrument;

    public bool IsHistogram { get; } = instrument is Histogram<double> or Histogram<long> or Histogram<int>;

    /// <summary>True for what only grows.</summary>
    public bool IsCounter { get; } = instrument is Counter<long> or Counter<int> or Counter<double> or ObservableCounter<long> or ObservableCounter<double>;

    private bool IsAbsolute { get; } = instrument.IsObservable || instrument is Gauge<long> or Gauge<double> or Gauge<int>;

    public double[] Bounds { get; } = instrument.Unit is "s" or "seconds" ? Seconds : Sizes;

    public IReadOnlyList<Series> All => all;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(tags) ?? Add(tags);
        if (IsHistogram) series.Observe(value, Bounds);
        else if (IsAbsolute) series.Set(value);
        else series.Add(value);
    }

    private Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var series in all)
        {
            if (series.Has(tags)) return series;
        }

        return null;
    }

    private Series Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (adding)
        {
            if (Find(tags) is { } present) return present;
            if (all.Length > MostSeries) return all[^1];
            var series = new Series(all.Length == MostSeries ? [new("overflow", "true")] : tags.ToArray(), IsHistogram ? Bounds.Length : 0);
            all = [.. all, series];
            return series;
        }
    }
}
