using System.Collections.Immutable;
using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Storage.Sealed;

namespace Footfall.Storage.Live;

/// <summary>
/// Passes on what was committed to those who watch, and counts the visitors of the last five minutes. <see cref="Publish(IReadOnlyList{StoredEvent})"/> never waits for a watcher:
/// one that does not keep up is dropped and told so. Bots and opted-out events are passed on, and count as no visitor. Thread-safe.
/// </summary>
public sealed class LiveFeed(TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<ProjectNumber, LiveVisitors> visitors = [];
    private ImmutableDictionary<ProjectNumber, ImmutableArray<LiveSubscription>> watchers = ImmutableDictionary<ProjectNumber, ImmutableArray<LiveSubscription>>.Empty;
    private bool closed;

    /// <summary>Watchers of all projects.</summary>
    public int Watchers => watchers.Values.Sum(w => w.Length);

    /// <summary>Watchers that were dropped for being slow, since the start.</summary>
    public long DroppedWatchers { get; private set; }

    /// <summary>To be called once after a start: reads the visitors of the last five minutes back from the store.</summary>
    public Task RestoreAsync(EventReader reader, CancellationToken cancellation) => ReadBackAsync(reader, "true", [], cancellation);

    /// <summary>To be called after an erasure: who is no longer in the store is not here now either.</summary>
    public Task RecountAsync(ProjectNumber project, EventReader reader, CancellationToken cancellation)
    {
        lock (gate) visitors.Remove(project);
        return ReadBackAsync(reader, "project = ?", [project.Value], cancellation);
    }

    private async Task ReadBackAsync(EventReader reader, string which, object[] values, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await reader.QueryAsync(
            $"SELECT project, visitor, max(time) FROM events WHERE {which} AND time > ? AND visitor IS NOT NULL AND bot_reason IS NULL GROUP BY project, visitor",
            [.. values, now - LiveVisitors.Window],
            QueryLimits.Default,
            cancellation);
        lock (gate)
        {
            foreach (var row in rows.Rows)
                VisitorsOf(new ProjectNumber((int)(long)row[0]!)).See(new VisitorId((ulong)row[1]!), (DateTime)row[2]!, now);
        }
    }

    /// <summary>Called after each commit, with what it stored. Takes time in proportion to the events, not to the watchers' speed.</summary>
    public void Publish(IReadOnlyList<StoredEvent> events)
    {
        if (events.Count == 0)
            return;
        CountVisitors(events);
        if (watchers.IsEmpty)
            return;
        foreach (var project in events.GroupBy(e => e.Event.Project))
            PassOn(project.Key, () => new LiveBatch { Events = [.. project] });
    }

    /// <summary>The same with envelopes, which count as no visitor: whose they are is sealed.</summary>
    public void Publish(IReadOnlyList<StoredEnvelope> envelopes)
    {
        if (envelopes.Count == 0 || watchers.IsEmpty)
            return;
        foreach (var project in envelopes.GroupBy(e => e.Envelope.Project))
            PassOn(project.Key, () => new LiveBatch { Envelopes = [.. project] });
    }

    /// <summary>Watches a project from now on.</summary>
    /// <exception cref="ObjectDisposedException">The server stops.</exception>
    public LiveSubscription Subscribe(ProjectNumber project)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            var subscription = new LiveSubscription(this, project);
            watchers = watchers.SetItem(project, watchers.GetValueOrDefault(project, []).Add(subscription));
            return subscription;
        }
    }

    /// <summary>Distinct visitors, bots left out, with an event in the last five minutes.</summary>
    public int VisitorsNow(ProjectNumber project)
    {
        lock (gate)
            return visitors.TryGetValue(project, out var seen) ? seen.Count(time.GetUtcNow().UtcDateTime) : 0;
    }

    /// <summary>Ends all subscriptions.</summary>
    public void Dispose()
    {
        lock (gate) closed = true;
        foreach (var watcher in watchers.Values.SelectMany(w => w))
            Remove(watcher, LiveEnd.Closed);
    }

    internal void Remove(LiveSubscription subscription, LiveEnd reason)
    {
        subscription.Complete(reason);
        lock (gate)
        {
            var watching = watchers.GetValueOrDefault(subscription.Project, []);
            if (!watching.Contains(subscription))
                return;
            var left = watching.Remove(subscription);
            watchers = left.IsEmpty ? watchers.Remove(subscription.Project) : watchers.SetItem(subscription.Project, left);
            if (reason == LiveEnd.Slow)
                DroppedWatchers++;
        }
    }

    private void PassOn(ProjectNumber project, Func<LiveBatch> batch)
    {
        if (!watchers.TryGetValue(project, out var watching))
            return;
        var one = batch();
        foreach (var watcher in watching)
        {
            if (!watcher.Offer(one))
                Remove(watcher, LiveEnd.Slow);
        }
    }

    private void CountVisitors(IReadOnlyList<StoredEvent> events)
    {
        var now = time.GetUtcNow().UtcDateTime;
        lock (gate)
        {
            foreach (var (e, _) in events)
            {
                if (e.Visitor is { } visitor && e.BotReason is null)
                    VisitorsOf(e.Project).See(visitor, e.Time, now);
            }
        }
    }

    private LiveVisitors VisitorsOf(ProjectNumber project)
    {
        if (!visitors.TryGetValue(project, out var seen))
            visitors[project] = seen = new LiveVisitors();
        return seen;
    }
}
