using Footfall.Events;
using Footfall.Ingestion.Journal.Segments;
using Footfall.Storage.Events;
using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion.Journal.Draining;

/// <summary>
/// Carries the journal into the store, one step at a time and without waiting. Each event and envelope arrives exactly once because the store's transaction records the
/// position with the rows: whenever the outcome of a commit is unknown, the store is asked where it is before anything else. For one thread.
/// </summary>
internal sealed class JournalDrain(EventJournal journal, DrainTarget target, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly DrainDecider decider = new();
    private readonly DrainReader reader = new(journal, logger);
    private readonly long epoch = time.GetTimestamp();
    private DrainQueue? queue;
    private DrainChunk? inFlight;
    private bool mustAsk;
    private bool mustReset;
    private bool isCaughtUp;

    /// <summary>Everything before it is in the store.</summary>
    public JournalPosition DrainedTo { get; private set; }

    /// <summary>What the start found is in the store. Read by other threads.</summary>
    public bool IsCaughtUp
    {
        get => Volatile.Read(ref isCaughtUp);
        private set => Volatile.Write(ref isCaughtUp, value);
    }

    public int Failures => decider.Failures;

    public string? LastFailure { get; private set; }

    /// <summary>When the oldest batch that was read and is not in the store was written.</summary>
    public DateTime? Oldest => queue?.Oldest;

    /// <summary>Does the next thing there is to do. Returns how long to wait before the next call; zero: not at all.</summary>
    /// <param name="hurry">The server is stopping.</param>
    public TimeSpan Step(bool hurry)
    {
        try
        {
            if (queue is null) Start();
            if (mustAsk) Ask();
            if (mustReset) Reset();
        }
        catch (Exception e)
        {
            // Whatever it is: the journal keeps everything until the store answers.
            logger.PositionUnknown(e);
            return Fail(e, DrainRefusal.Unavailable, 0);
        }

        var (bytes, events) = journal.Depth();
        // A segment that was closed after its last event was drained is deleted here.
        if (bytes == 0) journal.Release(DrainedTo, new LedgerCounts(), new LedgerCounts());
        var step = decider.Decide(Now, bytes, events, hurry);
        if (step.Action == DrainAction.Wait) return step.Delay;
        return Commit(step);
    }

    public void Dispose() => reader.Dispose();

    private TimeSpan Now => time.GetElapsedTime(epoch);

    private void Start()
    {
        DrainedTo = target.ReadPosition(journal.Options.Name);
        journal.Release(DrainedTo, new LedgerCounts(), new LedgerCounts());
        var started = new DrainQueue(reader, time);
        if (started.Reset(DrainedTo) is { } rest)
        {
            foreach (var item in rest.Records) journal.Segments.AddWaiting(item.Project, item.ReceivedAt);
        }

        reader.CountFound();
        queue = started;
        var (bytes, events) = journal.Depth();
        if (bytes > 0) logger.Draining(events, bytes);
        LookWhetherCaughtUp();
    }

    private void Ask()
    {
        var position = target.ReadPosition(journal.Options.Name);
        mustAsk = false;
        if (position == DrainedTo) return;
        if (inFlight is { } chunk && position == chunk.To)
        {
            logger.CommitHadSucceeded(position);
            Succeed(chunk, TimeSpan.Zero, chunk.Count);
            return;
        }

        logger.PositionUnexpected(position, DrainedTo);
        DrainedTo = position;
        queue!.Reset(position);
        journal.Release(position, new LedgerCounts(), new LedgerCounts());
    }

    private void Reset()
    {
        queue!.Reset(DrainedTo);
        mustReset = false;
    }

    private TimeSpan Commit(DrainStep step)
    {
        DrainBatch batch;
        try
        {
            inFlight = queue!.Peek(step.MaxEvents);
            if (inFlight is null) return TimeSpan.Zero;
            batch = new DrainBatch(journal.Options.Name, inFlight.To, inFlight.Events, inFlight.Books.ToDeltas()) { Envelopes = inFlight.Envelopes };
            if (step.Action == DrainAction.SetAside) batch = SetAside(batch);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The journal cannot be read, or the quarantine not be written.
            logger.DrainRefused(e, 0, decider.Failures + 1);
            return Fail(e, DrainRefusal.Unavailable, 0);
        }
        catch (OutOfMemoryException e)
        {
            // A batch may have been read that the queue does not have.
            mustReset = true;
            logger.DrainRefused(e, step.MaxEvents, decider.Failures + 1);
            return Fail(e, DrainRefusal.TooMuch, step.MaxEvents);
        }

        var started = time.GetTimestamp();
        CommitOutcome outcome;
        try
        {
            outcome = target.Commit(batch);
        }
        catch (Exception e)
        {
            // Any exception may have come after the transaction was committed.
            mustAsk = true;
            journal.Meters.DrainFailed();
            logger.DrainRefused(e, batch.Count, decider.Failures + 1);
            return Fail(e, Judge(e, batch.Count), batch.Count);
        }

        var took = time.GetElapsedTime(started);
        journal.Meters.Drained(batch.Count, outcome.NotWalked, took);
        Succeed(inFlight, took, batch.Count);
        if (outcome.Stored > 0) target.Publish(outcome);
        return TimeSpan.Zero;
    }

    /// <summary>Keeps the first record's bytes; what remains is a commit that only goes on behind it and counts it.</summary>
    private DrainBatch SetAside(DrainBatch batch)
    {
        if (queue!.PeekRecord() is not { } first) return batch;
        reader.SetAside(first.Segment, first.Record);
        logger.EventSetAside(first.Segment, first.Record.Start);
        var lost = first.Record;
        var hour = new DateTime(lost.ReceivedAt.Ticks - (lost.ReceivedAt.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
        return batch with { Events = [], Envelopes = [], Ledger = [.. batch.Ledger, new LedgerDelta(lost.Project, hour, LedgerEntry.Quarantined, null, 1)] };
    }

    private void Succeed(DrainChunk chunk, TimeSpan took, int events)
    {
        decider.Committed(Now, took, events);
        LastFailure = null;
        DrainedTo = chunk.To;
        inFlight = null;
        queue!.Take(chunk.To);
        journal.Release(chunk.To, chunk.Booked, chunk.Gone);
        LookWhetherCaughtUp();
    }

    private TimeSpan Fail(Exception failure, DrainRefusal why, int events)
    {
        LastFailure = failure.Message;
        decider.Refused(Now, why, events);
        return decider.Decide(Now, long.MaxValue, 0, hurry: false).Delay;
    }

    private void LookWhetherCaughtUp()
    {
        if (IsCaughtUp || DrainedTo < journal.Recovered) return;
        IsCaughtUp = true;
        logger.Drained();
    }

    private static DrainRefusal Judge(Exception failure, int events) => failure switch
    {
        // Of one event it is no lack of memory that may pass: it will be as large the next time.
        CommitTooLargeException when events <= 1 => DrainRefusal.Unknown,
        EventStoreUnavailableException { Fault: EventStoreFault.OutOfMemory } or OutOfMemoryException or CommitTooLargeException => DrainRefusal.TooMuch,
        EventStoreUnavailableException { Fault: not EventStoreFault.Other } => DrainRefusal.Unavailable,
        _ => DrainRefusal.Unknown,
    };
}
