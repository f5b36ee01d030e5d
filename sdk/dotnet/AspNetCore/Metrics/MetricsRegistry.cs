using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Footfall.AspNetCore.Requests;

namespace Footfall.AspNetCore.Metrics;

/// <summary>
/// Listens to the meters of requests, of this library and to those that the application names, and keeps what Prometheus asks for. A meter that another
/// application in the same process made is not listened to. Thread-safe.
/// </summary>
internal sealed class MetricsRegistry : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new();
    private readonly string _prefix;

    public MetricsRegistry(FootfallWebOptions options, IMeterFactory factory)
    {
        _prefix = options.MetricsPrefix;
        HashSet<string> meters = [RequestMeters.Name, "Footfall.Client", .. options.Meters];
        _listener.InstrumentPublished = (instrument, listening) =>
        {
            if (!meters.Contains(instrument.Meter.Name) || (instrument.Meter.Scope ?? factory) != factory) return;
            listening.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, one => new InstrumentSeries(one)));
        };
        _listener.MeasurementsCompleted = (instrument, _) => _instruments.TryRemove(instrument, out InstrumentSeries? _);
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record((double)value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Reads the observable instruments, and writes everything.</summary>
    public string Write()
    {
        Observe();
        return PrometheusText.Write(_prefix, _instruments.Values.OrderBy(series => series.Instrument.Name, StringComparer.Ordinal));
    }

    public void Dispose() => _listener.Dispose();

    private bool Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
            return true;
        }
        catch (AggregateException)
        {
            return false; // A gauge of the application's threw: it keeps its last value, and the others have theirs.
        }
    }
}
