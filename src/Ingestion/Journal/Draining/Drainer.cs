using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Storage.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion.Journal.Draining;

/// <summary>
/// Drains the journal into the store while the server runs, on a thread of its own. A graceful stop drains what is left; it must come after the last append.
/// </summary>
public sealed class Drainer : BackgroundService
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly EventJournal journal;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly JournalDrain drain;
    private readonly StoredSignal stored;
    private readonly AutoResetEvent wake = new(false);
    private readonly Lock waking = new();
    private bool isDisposed;

    /// <summary>The journal's going on wakes the thread when this many events wait: any while it is idle, a full batch while it lets some gather, none while the store refuses.</summary>
    private volatile int wakeAt;
    private volatile DrainerStatus status = new(DrainerState.Draining, 0, 0, TimeSpan.Zero, null);

    public Drainer(EventJournal journal, EventStore store, LiveFeed live, TimeProvider time, ILogger<Drainer> logger)
        : this(journal, new DrainTarget(store.ReadPosition, store.Commit, outcome => Publish(live, outcome)), time, logger)
    {
    }

    internal Drainer(EventJournal journal, DrainTarget target, TimeProvider time, ILogger logger)
    {
        (this.journal, this.time, this.logger) = (journal, time, logger);
        drain = new JournalDrain(journal, target, time, logger);
        stored = new StoredSignal(time);
        journal.OnAdvanced(Advanced);
        journal.Meters.WatchAge(() => Status.Oldest.TotalSeconds);
    }

    public DrainerStatus Status
    {
        get
        {
            var (bytes, events) = journal.Depth();
            return status with { BytesLeft = bytes, EventsLeft = events };
        }
    }

    /// <summary>True from the start until what the last run left in the journal is in the store.</summary>
    public bool IsDrainingRecovered => !drain.IsCaughtUp;

    /// <summary>
    /// True once everything before the position can be queried, false if that takes longer than the timeout. Joins the next commit, never forces one.
    /// Costs nothing but the wait, also where it is given up.
    /// </summary>
    public Task<bool> WaitStoredAsync(JournalPosition position, TimeSpan timeout, CancellationToken cancellationToken) =>
        stored.WaitAsync(position, timeout, cancellationToken);

    /// <summary>Waits for the thread where no stop did, as after a start that failed half-way: it may be in the middle of a commit.</summary>
    public override void Dispose()
    {
        base.Dispose();
        if (ExecuteTask is IAsyncResult running) running.AsyncWaitHandle.WaitOne();
        drain.Dispose();
        // The journal outlives its drainer and may be about to call: an exception on its thread would end the process.
        lock (waking)
        {
            isDisposed = true;
            wake.Dispose();
        }
    }

    private static void Publish(LiveFeed live, CommitOutcome outcome)
    {
        live.Publish(outcome.Events);
        live.Publish(outcome.Envelopes);
    }

    // A commit of the store keeps its thread busy for long: that must not be one of the pool's few.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stopping)
    {
        using var woken = stopping.Register(Wake);
        var stopAt = long.MaxValue;
        while (true)
        {
            var isStopping = stopping.IsCancellationRequested;
            if (isStopping && stopAt == long.MaxValue) stopAt = time.GetTimestamp() + (long)(StopLimit.TotalSeconds * time.TimestampFrequency);
            var delay = drain.Step(isStopping);
            Report();
            // With nothing left, with a store that refuses, or after the time that a stop may take: what is left is drained by the next start.
            if (isStopping && (delay > TimeSpan.Zero || time.GetTimestamp() >= stopAt)) break;
            if (delay > TimeSpan.Zero) Wait(delay);
        }

        status = status with { State = DrainerState.Stopped };
        if (journal.Depth() is { Bytes: > 0 } left) logger.StoppedWithRest(left.Events);
    }

    /// <summary>On the journal's thread, after each of its commits: thousands a second.</summary>
    private void Advanced()
    {
        var least = wakeAt;
        if (least == 0 || (least < int.MaxValue && journal.Depth().Events >= least)) Wake();
    }

    private void Wake()
    {
        lock (waking)
        {
            if (!isDisposed) wake.Set();
        }
    }

    private void Wait(TimeSpan delay)
    {
        var isIdle = journal.Depth().Bytes == 0;
        wakeAt = drain.Failures > 0 ? int.MaxValue : isIdle ? 0 : DrainDecider.FullBatch;
        // What came before the line above took effect did not wake this thread.
        if (isIdle && journal.Depth().Bytes > 0) return;
        wake.WaitOne(delay);
    }

    private void Report()
    {
        stored.Reached(drain.DrainedTo);
        var oldest = drain.Oldest is { } written ? time.GetUtcNow().UtcDateTime - written : TimeSpan.Zero;
        var state = drain.Failures > 1 ? DrainerState.StoreUnavailable : drain.IsCaughtUp ? DrainerState.Steady : DrainerState.Draining;
        // A clock that was set back must not make an age negative.
        status = new DrainerStatus(state, 0, 0, oldest > TimeSpan.Zero ? oldest : TimeSpan.Zero, drain.LastFailure);
    }
}
