namespace Footfall.Ingestion.Journal.Writing;

/// <summary>
/// Decides whether an append is worth trying. After a failure the next append probes at once; failures in a row make the probes rarer, up to one in
/// ten seconds. No I/O; monotonic time only, so that a clock set back or forward changes nothing. Thread-safe.
/// </summary>
internal sealed class WriterHealth(TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FullPause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Refusal? current;
    private long since;
    private int failures;

    public bool IsWell => Volatile.Read(ref current) is null;

    /// <summary>Why an append should not be tried now, or null.</summary>
    public Exception? Check()
    {
        if (IsWell) return null;
        lock (gate)
        {
            if (current is not { } refusal) return null;
            var left = refusal.Pause - time.GetElapsedTime(since);
            return left > TimeSpan.Zero ? refusal.ToException(left) : null;
        }
    }

    /// <summary>There is no room. Returns what to tell the senders.</summary>
    public Exception Full(string reason) => Refuse(new Refusal(reason, FullPause, IsFull: true, null));

    /// <summary>A commit has failed. Returns what to tell the senders.</summary>
    public Exception Failed(Exception cause)
    {
        lock (gate)
        {
            var pause = failures == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(failures - 1, 20), LongestPause.Ticks));
            failures++;
            var reason = cause is OutOfMemoryException ? "The server is short of memory." : $"The journal could not write to its disk ({cause.Message}).";
            return Refuse(new Refusal(reason, pause, IsFull: false, cause));
        }
    }

    /// <summary>A commit is durable. True where something was wrong before it.</summary>
    public bool Succeeded()
    {
        if (IsWell) return false;
        lock (gate)
        {
            failures = 0;
            current = null;
            return true;
        }
    }

    /// <summary>
    /// Room was made: nothing is known any more that would keep the next append from succeeding, and without one nobody would ever find out. True where there was none before it.
    /// </summary>
    public bool Freed()
    {
        if (IsWell) return false;
        lock (gate)
        {
            if (current is not { IsFull: true }) return false;
            current = null;
            return true;
        }
    }

    private Exception Refuse(Refusal refusal)
    {
        lock (gate)
        {
            current = refusal;
            since = time.GetTimestamp();
            return refusal.ToException(refusal.Pause);
        }
    }

    private sealed record Refusal(string Reason, TimeSpan Pause, bool IsFull, Exception? Cause)
    {
        public Exception ToException(TimeSpan left)
        {
            // Retry-After has whole seconds, and a sender that comes back sooner than a second helps nobody.
            var retryAfter = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(left.TotalSeconds)));
            return IsFull ? new JournalFullException(Reason, retryAfter) : new JournalUnavailableException(Reason, retryAfter, Cause);
        }
    }
}
