using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Footfall.Server.Metrics;

/// <summary>
/// Listens to every meter whose name begins with "Footfall" and keeps the sums that Prometheus asks for. The runtime's own meters make an exporter package
/// needless. Thread-safe.
/// </summary>
public sealed class MetricsRegistry : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> instruments = new();

    public MetricsRegistry()
    {
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (!instrument.Meter.Name.StartsWith("Footfall", StringComparison.Ordinal)) return;
            var series = instruments.GetOrAdd(instrument, created => new InstrumentSeries(created));
            meters.EnableMeasurementEvents(instrument, series);
        };
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        listener.Start();
    }

    /// <summary>Reads the observable instruments, and returns everything ordered by name.</summary>
    public IReadOnlyList<InstrumentSeries> Collect()
    {
        listener.RecordObservableInstruments();
        return [.. instruments.Values.OrderBy(series => series.Instrument.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => listener.Dispose();
}
