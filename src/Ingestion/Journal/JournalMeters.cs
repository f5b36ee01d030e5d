using System.Diagnostics.Metrics;

namespace Footfall.Ingestion.Journal;

/// <summary>The journal's measurements, in the meter <c>Footfall.Ingestion</c>. Times are seconds.</summary>
internal sealed class JournalMeters : IDisposable
{
    private readonly Meter _meter = new("Footfall.Ingestion");
    private readonly Histogram<double> _commitTime;
    private readonly Histogram<int> _commitEvents;
    private readonly Histogram<int> _commitBytes;
    private readonly Histogram<double> _syncTime;
    private readonly Histogram<double> _drainTime;
    private readonly Histogram<int> _drainEvents;
    private readonly Counter<long> _commitFailures;
    private readonly Counter<long> _drainFailures;

    public JournalMeters()
    {
        _commitTime = _meter.CreateHistogram<double>("footfall.journal.commit.duration", "s", "Time from taking what waits to its being durable.");
        _commitEvents = _meter.CreateHistogram<int>("footfall.journal.commit.events", "{event}", "Events that shared one sync.");
        _commitBytes = _meter.CreateHistogram<int>("footfall.journal.commit.size", "By", "Bytes of one commit.");
        _syncTime = _meter.CreateHistogram<double>("footfall.journal.sync.duration", "s", "Time of fdatasync.");
        _commitFailures = _meter.CreateCounter<long>("footfall.journal.commit.failures", "{commit}", "Commits that were not made durable.");
        _drainTime = _meter.CreateHistogram<double>("footfall.drain.commit.duration", "s", "Time of one commit of the event store.");
        _drainEvents = _meter.CreateHistogram<int>("footfall.drain.commit.events", "{event}", "Events of one commit of the event store.");
        _drainFailures = _meter.CreateCounter<long>("footfall.drain.commit.failures", "{commit}", "Commits that the event store refused.");
    }

    public void Committed(int events, int bytes, TimeSpan time)
    {
        _commitEvents.Record(events);
        _commitBytes.Record(bytes);
        _commitTime.Record(time.TotalSeconds);
    }

    public void Synced(TimeSpan time) => _syncTime.Record(time.TotalSeconds);

    public void CommitFailed() => _commitFailures.Add(1);

    public void Drained(int events, TimeSpan time)
    {
        _drainEvents.Record(events);
        _drainTime.Record(time.TotalSeconds);
    }

    public void DrainFailed() => _drainFailures.Add(1);

    /// <summary>Values that are asked for when somebody collects.</summary>
    public void Watch(Func<(long Bytes, long Events)> depth)
    {
        _meter.CreateObservableGauge("footfall.journal.depth.bytes", () => depth().Bytes, "By", "Bytes in the journal that are not in the store yet.");
        _meter.CreateObservableGauge("footfall.journal.depth.events", () => depth().Events, "{event}", "Events in the journal that are not in the store yet.");
    }

    public void WatchAge(Func<double> oldestSeconds) =>
        _meter.CreateObservableGauge("footfall.journal.oldest.age", oldestSeconds, "s", "Age of the oldest commit that is not in the store yet.");

    public void Dispose() => _meter.Dispose();
}
