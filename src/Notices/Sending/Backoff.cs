namespace Footfall.Notices.Sending;

/// <summary>When what was not taken is tried again. No I/O.</summary>
public static class Backoff
{
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    /// <summary>Null where it is given up.</summary>
    /// <param name="attempts">That have failed.</param>
    public static DateTime? Next(int attempts, DateTime now) => attempts <= Waits.Length ? now + Waits[attempts - 1] : null;
}
