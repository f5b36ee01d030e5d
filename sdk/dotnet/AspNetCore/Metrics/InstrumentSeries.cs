using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Footfall.AspNetCore.Metrics;

/// <summary>
/// All series of one instrument. At most <see cref="Most"/> are kept, since labels may come from strangers: measurements of further combinations go to one that
/// is labelled <c>overflow</c>. Thread-safe.
/// </summary>
internal sealed class InstrumentSeries(Instrument instrument)
{
    public const int Most = 1000;

    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly double[] Sizes = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    private readonly ConcurrentDictionary<string, Series> _all = new(StringComparer.Ordinal);

    public Instrument Instrument => instrument;

    public bool IsHistogram { get; } = IsA(instrument, typeof(Histogram<>));

    /// <summary>What only grows.</summary>
    public bool IsCounter { get; } = IsA(instrument, typeof(Counter<>)) || IsA(instrument, typeof(ObservableCounter<>));

    public double[] Bounds { get; } = !IsA(instrument, typeof(Histogram<>)) ? [] : instrument.Unit is "s" or "seconds" ? Seconds : Sizes;

    private bool IsAbsolute { get; } = instrument.IsObservable || IsA(instrument, typeof(Gauge<>));

    public IEnumerable<Series> All => _all.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(tags);
        if (IsHistogram) series.Observe(value);
        else if (IsAbsolute) series.Set(value);
        else series.Add(value);
    }

    private static bool IsA(Instrument instrument, Type generic) => instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == generic;

    private Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new KeyValuePair<string, string>[tags.Length];
        for (var i = 0; i < tags.Length; i++) labels[i] = new(tags[i].Key, Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "");
        Array.Sort(labels, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        var key = string.Join('\n', labels.Select(label => $"{label.Key}={label.Value}"));
        if (_all.TryGetValue(key, out var present)) return present;
        return _all.Count < Most ? _all.GetOrAdd(key, _ => new Series(labels, Bounds)) : _all.GetOrAdd("~overflow", _ => new Series([new("overflow", "true")], Bounds));
    }
}
