using System.Diagnostics;
using System.Diagnostics.Metrics;
using Footfall.Storage.Live;

namespace Footfall.Query;

/// <summary>What questions and watchers cost, in the meter <c>Footfall.Query</c>. Thread-safe.</summary>
internal sealed class QueryMeters : IDisposable
{
    private readonly Meter meter = new("Footfall.Query");
    private readonly Histogram<double> duration;
    private readonly Counter<long> reused;

    public QueryMeters(LiveFeed feed)
    {
        duration = meter.CreateHistogram<double>("footfall.query.duration", "s", "Time of one statement of the event store for a question, by outcome (answered, failed).");
        reused = meter.CreateCounter<long>("footfall.query.reused", "{statement}", "Statements that did not have to run, by how: kept (nothing has changed since) or shared (an equal one was running).");
        meter.CreateObservableGauge("footfall.live.watchers", () => (double)feed.Watchers, "{watcher}", "Open live streams.");
        meter.CreateObservableCounter("footfall.live.dropped.watchers", () => feed.DroppedWatchers, "{watcher}", "Live streams that were ended because they were read too slowly.");
    }

    /// <summary>Runs a statement and notes how long it took, be it that it failed.</summary>
    public async Task<T> TimeAsync<T>(Func<Task<T>> statement)
    {
        var began = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var rows = await statement();
            outcome = "answered";
            return rows;
        }
        finally
        {
            duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    /// <summary>Notes a statement that did not have to run.</summary>
    public void Reused(string how) => reused.Add(1, new KeyValuePair<string, object?>("how", how));

    public void Dispose() => meter.Dispose();
}
