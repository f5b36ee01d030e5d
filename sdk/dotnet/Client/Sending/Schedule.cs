namespace Footfall.Client.Sending;

/// <summary>Decides when the next attempt is.</summary>
internal static class Schedule
{
    /// <summary>How long to wait, from now; null: until something happens; zero: not at all.</summary>
    /// <param name="oldest">When the first waiting event came; null where none waits.</param>
    /// <param name="full">A whole batch waits.</param>
    /// <param name="spills">What would wait in memory for another attempt may go to the disk.</param>
    /// <param name="retryAt">When what failed may go again; null where nothing failed.</param>
    public static TimeSpan? Pause(DateTimeOffset now, DateTimeOffset? oldest, bool full, bool spills, DateTimeOffset? retryAt, TimeSpan interval)
    {
        if (full && (retryAt is null || spills)) return TimeSpan.Zero;
        var at = retryAt ?? oldest + interval;
        return at is not { } moment ? null : moment > now ? moment - now : TimeSpan.Zero;
    }
}
