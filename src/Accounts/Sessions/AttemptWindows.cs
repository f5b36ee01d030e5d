namespace Footfall.Accounts.Sessions;

/// <summary>Counts attempts by key, in windows that begin with a key's first attempt. Keys whose window is over are forgotten. Thread-safe.</summary>
internal sealed class AttemptWindows(int most, TimeSpan window, TimeProvider clock)
{
    private const int LeastBeforeForgetting = 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Began, int Attempts)> windows = new(StringComparer.Ordinal);
    private int forgetAbove = LeastBeforeForgetting;

    /// <summary>Keys that are remembered.</summary>
    public int Count
    {
        get
        {
            lock (gate) return windows.Count;
        }
    }

    /// <summary>Counts an attempt and returns null; or, where it is one too many, returns how long the window still lasts.</summary>
    public TimeSpan? Take(string key)
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            var (began, attempts) = windows.GetValueOrDefault(key, (now, 0));
            var left = window - clock.GetElapsedTime(began, now);
            if (left <= TimeSpan.Zero) (began, attempts, left) = (now, 0, window);
            if (attempts >= most) return left;
            windows[key] = (began, attempts + 1);
            if (windows.Count > forgetAbove) Forget(now);
            return null;
        }
    }

    private void Forget(long now)
    {
        foreach (var (key, (began, _)) in windows)
        {
            if (clock.GetElapsedTime(began, now) >= window) windows.Remove(key);
        }

        // Twice what is left, so that looking through all of them costs each attempt next to nothing.
        forgetAbove = Math.Max(LeastBeforeForgetting, windows.Count * 2);
    }
}
