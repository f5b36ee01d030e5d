namespace Footfall.Ingestion.Journal.Draining;

/// <summary>
/// Decides when to commit and how much, and what to make of failures. No I/O. Times are a monotonic clock's.
/// <para>
/// Well: commits follow each other after a pause of four times the last one's length, so that the store takes a fifth of a processor at most,
/// never more than half a second; at once where a full batch waits. Failing: pauses double up to ten seconds. A failure that may be an event's fault is
/// pinned down by halving, and an event is set aside only when it has failed alone, again and again: for a second where the store took others just
/// before, for half a minute where it did not. Memory may be short for others' sake, so an event for which alone it does not suffice has
/// ten minutes. Setting aside is itself a commit, so that a store that takes nothing loses nothing.
/// </para>
/// </summary>
internal sealed class DrainDecider
{
    public const int FullBatch = 20_000;

    /// <summary>A backlog of unknown count is a full batch when it is this long.</summary>
    public const long FullBytes = 4 << 20;

    /// <summary>Enough for the rest of a burst to arrive, short enough for somebody who waits for it.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    public static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestHalving = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RecentSuccess = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SuspectAfterSuccess = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SuspectAlone = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TooMuchAlone = TimeSpan.FromMinutes(10);
    private const int SuspectRefusals = 3;

    private int maxEvents = FullBatch;
    private TimeSpan pause = ShortestPause;
    private TimeSpan? firstSeen;
    private TimeSpan? lastSuccess;
    private TimeSpan notBefore;
    private TimeSpan aloneSince;
    private int aloneRefusals;
    private bool aloneIsTooMuch;

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <param name="waitingBytes">Of the journal, not drained.</param>
    /// <param name="hurry">The server is stopping: nothing else will come that would be worth waiting for.</param>
    public DrainStep Decide(TimeSpan now, long waitingBytes, long waitingEvents, bool hurry)
    {
        if (waitingBytes == 0)
        {
            firstSeen = null;
            return DrainStep.Wait(Idle);
        }

        if (now < notBefore) return DrainStep.Wait(notBefore - now);
        if (IsPoison(now)) return DrainStep.SetAside;
        if (Failures > 0) return DrainStep.Commit(maxEvents);

        var due = (firstSeen ??= now) + pause;
        var full = waitingEvents >= FullBatch || waitingBytes >= FullBytes;
        return hurry || full || now >= due ? DrainStep.Commit(maxEvents) : DrainStep.Wait(due - now);
    }

    /// <summary>The store has taken a batch.</summary>
    /// <param name="events">Zero where an event was set aside: that proves nothing about events.</param>
    public void Committed(TimeSpan now, TimeSpan took, int events)
    {
        (Failures, aloneRefusals, notBefore, firstSeen) = (0, 0, TimeSpan.Zero, null);
        if (events == 0) return;
        lastSuccess = now;
        maxEvents = Math.Min(maxEvents * 2, FullBatch);
        pause = TimeSpan.FromTicks(Math.Clamp(took.Ticks * 4, ShortestPause.Ticks, LongestPause.Ticks));
    }

    /// <summary>The store has refused a batch of this many events; none where it was to set one aside.</summary>
    public void Refused(TimeSpan now, DrainRefusal why, int events)
    {
        Failures++;
        if (why == DrainRefusal.TooMuch) maxEvents = Math.Max(1, Math.Min(events, maxEvents) / 2);
        if (why == DrainRefusal.Unavailable || events == 0)
        {
            aloneRefusals = 0;
        }
        else if (events == 1)
        {
            if (aloneRefusals++ == 0) (aloneSince, aloneIsTooMuch) = (now, false);
            aloneIsTooMuch |= why == DrainRefusal.TooMuch;
        }
        else if (Failures > 1 && why == DrainRefusal.Unknown)
        {
            // The first failure may be chance. From the second on, halve, without a pause: the store answers, it only does not like something.
            maxEvents = (events + 1) / 2;
            notBefore = now;
            return;
        }

        var isHalving = why == DrainRefusal.TooMuch && events > 1;
        notBefore = now + (isHalving && RetryPause > LongestHalving ? LongestHalving : RetryPause);
    }

    private TimeSpan RetryPause => TimeSpan.FromTicks(Math.Min(FirstRetry.Ticks << Math.Clamp(aloneRefusals > 0 ? aloneRefusals : Failures - 1, 0, 10), LongestRetry.Ticks));

    private bool IsPoison(TimeSpan now)
    {
        if (aloneRefusals < SuspectRefusals) return false;
        var isWellOtherwise = lastSuccess is { } success && aloneSince - success <= RecentSuccess;
        return now - aloneSince >= (aloneIsTooMuch ? TooMuchAlone : isWellOtherwise ? SuspectAfterSuccess : SuspectAlone);
    }
}
