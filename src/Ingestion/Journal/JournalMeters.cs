using System.Diagnostics.Metrics;

namespace Footfall.Ingestion.Journal;

/// <summary>The journal's measurements, in the meter <c>Footfall.Ingestion</c>. Times are seconds.</summary>
internal sealed class JournalMeters : IDisposable
{
    private readonly Meter meter = new("Footfall.Ingestion");
    private readonly Histogram<double> commitTime;
    private readonly Histogram<int> commitEvents;
    private readonly Histogram<int> commitBytes;
    private readonly Histogram<double> syncTime;
    private readonly Histogram<double> drainTime;
    private readonly Histogram<int> drainEvents;
    private readonly Counter<long> commitFailures;
    private readonly Counter<long> drainNotWalked;
    private readonly Counter<long> drainFailures;

    public JournalMeters()
    {
        commitTime = meter.CreateHistogram<double>("footfall.journal.commit.duration", "s", "Time from taking what waits to its being durable.");
        commitEvents = meter.CreateHistogram<int>("footfall.journal.commit.events", "{event}", "Events that shared one sync.");
        commitBytes = meter.CreateHistogram<int>("footfall.journal.commit.size", "By", "Bytes of one commit.");
        syncTime = meter.CreateHistogram<double>("footfall.journal.sync.duration", "s", "Time of fdatasync.");
        commitFailures = meter.CreateCounter<long>("footfall.journal.commit.failures", "{commit}", "Commits that were not made durable.");
        drainTime = meter.CreateHistogram<double>("footfall.drain.commit.duration", "s", "Time of one commit of the event store.");
        drainEvents = meter.CreateHistogram<int>("footfall.drain.commit.events", "{event}", "Events of one commit of the event store.");
        drainNotWalked = meter.CreateCounter<long>("footfall.drain.events.not_walked", "{event}", "Late events counted into visits too large to walk anew.");
        drainFailures = meter.CreateCounter<long>("footfall.drain.commit.failures", "{commit}", "Commits that the event store refused.");
    }

    public void Committed(int events, int bytes, TimeSpan time)
    {
        commitEvents.Record(events);
        commitBytes.Record(bytes);
        commitTime.Record(time.TotalSeconds);
    }

    public void Synced(TimeSpan time) => syncTime.Record(time.TotalSeconds);

    public void CommitFailed() => commitFailures.Add(1);

    public void Drained(int events, int notWalked, TimeSpan time)
    {
        if (notWalked > 0) drainNotWalked.Add(notWalked);
        drainEvents.Record(events);
        drainTime.Record(time.TotalSeconds);
    }

    public void DrainFailed() => drainFailures.Add(1);

    /// <summary>Values that are asked for when somebody collects.</summary>
    public void Watch(Func<(long Bytes, long Events)> depth)
    {
        meter.CreateObservableGauge("footfall.journal.depth.bytes", () => depth().Bytes, "By", "Bytes in the journal that are not in the store yet.");
        meter.CreateObservableGauge("footfall.journal.depth.events", () => depth().Events, "{event}", "Events in the journal that are not in the store yet.");
    }

    public void WatchAge(Func<double> oldestSeconds) =>
        meter.CreateObservableGauge("footfall.journal.oldest.age", oldestSeconds, "s", "Age of the oldest commit that is not in the store yet.");

    public void Dispose() => meter.Dispose();
}
